// Package people alone knows who is asking: it signs them in, says at every request what they may do and where, and keeps what
// identifies them sealed.
package people

import (
	"qingxiaoyi.cn/qingxiaoyi/models/db"
	"qingxiaoyi.cn/qingxiaoyi/services/fault"
	"qingxiaoyi.cn/qingxiaoyi/services/many"
	"qingxiaoyi.cn/qingxiaoyi/services/seal"
)

// Refusals of signing in. They say as little as possible to somebody who may be guessing.
var (
	ErrCredentials = fault.New(fault.Unauthenticated, "auth.credentials", "用户名或密码不正确", "Wrong user name or password")
	ErrLocked      = fault.New(fault.TooMany, "auth.locked", "连续输错次数过多，请稍后再试", "Too many failures, please try again later")
	ErrSuspended   = fault.New(fault.Forbidden, "auth.suspended", "账号已停用，请联系管理员", "This account is suspended")
	ErrRefresh     = fault.New(fault.Unauthenticated, "auth.refresh", "登录已失效，请重新登录", "The session has ended, please sign in again")
)

// Refusals about people's own data.
var (
	ErrInvalid      = fault.New(fault.Refused, "people.invalid", "个人信息有误", "These personal details are not valid")
	ErrPhoneTaken   = fault.New(fault.Conflict, "people.phone_taken", "这个手机号已被使用", "This phone number is in use already")
	ErrNotTownsfolk = fault.New(fault.Conflict, "people.not_townsfolk",
		"工作人员账号不能登记职业类型", "A staff account has no kind of work to earn by")
	ErrDocument       = fault.New(fault.Refused, "people.consent_document", "没有这份文件", "There is no such document")
	ErrConsentVersion = fault.New(fault.Conflict, "people.consent_version",
		"文件已更新，请阅读最新版本后再确认", "The document has changed: read the current version first")
	ErrOpenBusiness = fault.New(fault.Conflict, "people.open_business",
		"还有未领取的兑换，请先领取或取消后再注销", "There are open redemptions: collect or cancel them first")
	ErrOnDuty = fault.New(fault.Conflict, "people.on_duty",
		"还担任工作角色，请先由管理员收回后再注销", "Duties have to be handed over before the account is cancelled")
)

// Refusals about staff.
var (
	ErrOwn      = fault.New(fault.Forbidden, "people.own", "不能更改自己的角色，也不能停用自己的账号", "Nobody changes their own roles or account state")
	ErrAbove    = fault.New(fault.Forbidden, "people.above", "这个角色超出了你的级别或管辖范围", "This role is above your level or outside your scope")
	ErrRole     = fault.New(fault.Refused, "people.role", "没有这个工作角色", "There is no such staff role")
	ErrScope    = fault.New(fault.Refused, "people.scope", "这个角色不能用于该范围", "This role does not go with this scope")
	ErrDuties   = fault.New(fault.Conflict, "people.duties", "审计、系统管理与业务工作必须由不同的人担任", "Audit, system and business duties are held by different people")
	ErrGranted  = fault.New(fault.Conflict, "people.granted", "此人已有这个角色", "The person has this role already")
	ErrRevoked  = fault.New(fault.Conflict, "people.revoked", "这个角色已经收回", "This role was revoked already")
	ErrUsername = fault.New(fault.Refused, "people.username",
		"用户名须为 3 至 32 个小写字母、数字或连字符，以字母开头", "A user name has 3 to 32 of a-z, 0-9 and -, a letter first").On("username")
	ErrUsernameTaken = fault.New(fault.Conflict, "people.username_taken", "这个用户名已被使用", "This user name is in use already").On("username")
	ErrHired         = fault.New(fault.Conflict, "people.hired", "此人已有工作人员账号", "The person has a staff account already")
	ErrNotHired      = fault.New(fault.Conflict, "people.not_hired", "此人还没有工作人员账号", "The person has no staff account yet")
	ErrAlready       = fault.New(fault.Conflict, "people.suspended", "账号已经停用", "The account is suspended already")
	ErrNotLocked     = fault.New(fault.Conflict, "people.not_locked", "账号没有停用或锁定", "The account is neither suspended nor locked")
	ErrReason        = fault.New(fault.Refused, "people.reason", "请写明理由（2 至 200 字）", "Give the reason in 2 to 200 characters").On("reason")
	ErrEnrolled      = fault.New(fault.Conflict, "people.totp_enrolled", "已启用动态口令", "A second factor is in use already")
	ErrNotEnrolling  = fault.New(fault.Conflict, "people.totp_not_enrolling", "请先申请动态口令", "Ask for a second factor first")
)

// State is where a person stands.
type State string

// The states. A suspended person may come back, of a cancelled one only the id is left, as a pseudonym in the books.
const (
	Active    State = "active"
	Suspended State = "suspended"
	Cancelled State = "cancelled"
)

// The columns that have a blind index.
const (
	phoneColumn    = "people.phone"
	openidColumn   = "wechat_identities.openid"
	usernameColumn = "staff_accounts.username" // of names that nobody has: see stranger
)

// Options is what the room is made of.
type Options struct {
	Store     *db.Store
	Seal      *seal.Codec
	Tokens    *Tokens
	Passwords *Passwords
	WeChat    *WeChat
}

// Service is the room. It is safe for many goroutines.
type Service struct {
	store     *db.Store
	seal      *seal.Codec
	tokens    *Tokens
	passwords *Passwords
	wechat    *WeChat
	asking    *many.Queue[string, standing]
}

// New opens the room.
func New(o Options) *Service {
	s := &Service{store: o.Store, seal: o.Seal, tokens: o.Tokens, passwords: o.Passwords, wechat: o.WeChat}
	s.asking = many.New(askMost, askDepth, s.look)
	return s
}

// at is where a sealed column of a person stands.
func at(column, person string) seal.Place {
	return seal.Place{Table: "people", Column: column, Row: person}
}

// atOpenID and atTOTP are the places of the other two sealed columns.
func atOpenID(index string) seal.Place {
	return seal.Place{Table: "wechat_identities", Column: "openid_sealed", Row: index}
}

func atTOTP(person string) seal.Place {
	return seal.Place{Table: "staff_accounts", Column: "totp_sealed", Row: person}
}
