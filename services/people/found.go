package people

import (
	"errors"
	"fmt"
	"slices"

	"qingxiaoyi.cn/qingxiaoyi/models"
	"qingxiaoyi.cn/qingxiaoyi/models/db"
	"qingxiaoyi.cn/qingxiaoyi/services/fault"
	"qingxiaoyi.cn/qingxiaoyi/services/ledger"
)

// ErrOpenIDTaken means that somebody has this WeChat identity already.
var ErrOpenIDTaken = fault.New(fault.Conflict, "people.openid_taken", "这个微信已绑定其他账号", "This WeChat identity belongs to somebody already")

// NewPerson is somebody who joins the town. Roles are as they are to stand; townsfolk (anybody with an OpenID, with a worker
// type or with no role at all) get theirs if it is not among them. A Username makes a staff account with PasswordHash (of
// Passwords.Hash); where there is a TOTPSecret (of NewTOTP) a code is demanded at sign-in.
type NewPerson struct {
	ID                                 string // made where it is empty
	Name, Phone, WorkerType            string
	OrgUnitID, OrgPath                 string
	OpenID                             string
	Username, PasswordHash, TOTPSecret string
	Roles                              []Scoped
	GrantedBy                          string // who gave the roles, for the record
}

// Found plants a person in the caller's unit of work, with an empty points account, and returns their id. It asks nobody's
// leave: it is for newcomers, for founding a town and for tests. Refusals: ErrInvalid, ErrPhoneTaken, ErrUsernameTaken,
// ErrOpenIDTaken.
func (s *Service) Found(tx *db.Tx, p NewPerson) (string, error) {
	ids, err := s.FoundMany(tx, []NewPerson{p})
	if err != nil {
		return "", err
	}
	return ids[0], nil
}

// planting gathers the rows of new people.
type planting struct {
	ids     []string
	wechat  []models.WechatIdentity
	people  []models.Person
	staff   []models.StaffAccount
	grants  []models.Grant
	service *Service
}

// FoundMany is Found for many, a few statements for all of them; their ids come in the same order.
func (s *Service) FoundMany(tx *db.Tx, newcomers []NewPerson) ([]string, error) {
	p := planting{service: s}
	for _, n := range newcomers {
		if err := p.add(tx, n); err != nil {
			return nil, err
		}
	}
	// The WeChat identities come first: they judge between two sign-ins of one new person before anything else is written.
	for _, step := range []struct {
		write func() error
		taken *fault.Fault
	}{
		{func() error { return create(tx, p.wechat) }, ErrOpenIDTaken},
		{func() error { return create(tx, p.people) }, ErrPhoneTaken.On("phone")},
		{func() error { return create(tx, p.staff) }, ErrUsernameTaken},
		{func() error { return create(tx, p.grants) }, ErrGranted},
	} {
		err := step.write()
		if db.IsDuplicate(err) {
			return nil, step.taken
		}
		if err != nil {
			return nil, fmt.Errorf("plant people: %w", err)
		}
	}
	if len(p.ids) == 0 {
		return nil, nil
	}
	return p.ids, ledger.OpenAccounts(tx, p.ids...)
}

func create[Row any](tx *db.Tx, rows []Row) error {
	if len(rows) == 0 {
		return nil
	}
	return tx.DB.CreateInBatches(rows, 500).Error
}

func (p *planting) add(tx *db.Tx, n NewPerson) error {
	d := details{name: &n.Name, phone: &n.Phone, workerType: &n.WorkerType, unit: &n.OrgUnitID, path: n.OrgPath}
	if err := d.check(); err != nil {
		return err
	}
	if n.ID == "" {
		n.ID = tx.NewID()
	}
	seal, now := p.service.seal, models.At(tx.Now)
	p.ids = append(p.ids, n.ID)
	p.people = append(p.people, models.Person{
		ID: n.ID, State: string(Active), NameSealed: seal.Seal(at("name_sealed", n.ID), *d.name),
		PhoneSealed: seal.Seal(at("phone_sealed", n.ID), *d.phone), PhoneIndex: p.service.phoneIndex(*d.phone),
		WorkerType: n.WorkerType, OrgUnitID: n.OrgUnitID, OrgPath: n.OrgPath, CreatedAt: now,
	})
	if n.OpenID != "" {
		index := seal.Index(openidColumn, n.OpenID)
		p.wechat = append(p.wechat, models.WechatIdentity{
			OpenidIndex: index, PersonID: n.ID, OpenidSealed: seal.Seal(atOpenID(index), n.OpenID), CreatedAt: now,
		})
	}
	for _, g := range n.roles() {
		p.grants = append(p.grants, newGrant(tx, n.ID, g, n.GrantedBy))
	}
	return p.addStaff(n)
}

func (p *planting) addStaff(n NewPerson) error {
	if n.Username == "" {
		return nil
	}
	if !usernameForm.MatchString(n.Username) {
		return ErrUsername
	}
	if n.PasswordHash == "" {
		return errors.New("plant people: a staff account needs a password hash")
	}
	p.staff = append(p.staff, p.service.staffAccount(n.ID, n.Username, n.PasswordHash, n.TOTPSecret))
	return nil
}

// staffAccount is the row of a new one.
func (s *Service) staffAccount(person, username, hash, secret string) models.StaffAccount {
	account := models.StaffAccount{
		PersonID: person, Username: username, PasswordHash: hash, TotpSealed: s.seal.Seal(atTOTP(person), secret),
	}
	if secret != "" {
		account.TotpDemanded = 1
	}
	return account
}

// roles are those given, and the townsfolk's own where it is missing.
func (n NewPerson) roles() []Scoped {
	joins := n.OpenID != "" || n.WorkerType != "" || len(n.Roles) == 0
	has := slices.ContainsFunc(n.Roles, func(g Scoped) bool { return slices.Contains(Townsfolk, g.Role) })
	if !joins || has {
		return n.Roles
	}
	return append(slices.Clone(n.Roles), Scoped{Role: roleOf(n.WorkerType)})
}
