package main

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"time"

	"github.com/gin-gonic/gin"
	"github.com/go-sql-driver/mysql"

	"qingxiaoyi.cn/qingxiaoyi/models/db"
	"qingxiaoyi.cn/qingxiaoyi/services/people"
)

// byHand does what the product does, the way a careful engineer would write it for one request: one transaction on the
// driver, every statement by hand, the same rows read and written, stock taken last. It is the benchmark's rival.
type byHand struct {
	pool   *sql.DB
	tokens *people.Tokens
	clock  func() time.Time
	newID  func() string
}

// handRequest is one request inside its transaction.
type handRequest struct {
	context.Context
	tx       *sql.Tx
	now      int64
	day      string
	person   string
	role     string
	path     string
	key      string
	id       string
	body     []byte
	newID    func() string
	response any
}

var errHand = errors.New("refused")

func (h *byHand) handle(do func(r *handRequest) error) gin.HandlerFunc {
	return func(c *gin.Context) {
		body, err := io.ReadAll(io.LimitReader(c.Request.Body, 64<<10))
		if err != nil {
			c.Status(http.StatusBadRequest)
			return
		}
		now := h.clock()
		claims, err := h.tokens.Verify(now, strings.TrimPrefix(c.GetHeader("Authorization"), "Bearer "))
		if err != nil {
			c.Status(http.StatusUnauthorized)
			return
		}
		r := &handRequest{
			Context: c.Request.Context(), now: now.UnixMilli(), day: now.UTC().Add(8 * time.Hour).Format(time.DateOnly), person: claims.Person,
			key: c.GetHeader("Idempotency-Key"), id: c.Param("id"), body: body, newID: h.newID,
		}
		for range 10 {
			if err = h.once(r, claims.Session, do); !again(err) {
				break
			}
		}
		if err != nil {
			c.String(http.StatusConflict, err.Error())
			return
		}
		c.Data(http.StatusOK, "application/json", r.response.([]byte))
	}
}

func again(err error) bool {
	var m *mysql.MySQLError
	return errors.As(err, &m) && (m.Number == 1213 || m.Number == 1205 || m.Number == 1020)
}

func (h *byHand) once(r *handRequest, session string, do func(r *handRequest) error) error {
	tx, err := h.pool.BeginTx(r, nil) // READ COMMITTED is set on the connection
	if err != nil {
		return err
	}
	defer func() { _ = tx.Rollback() }()
	r.tx = tx
	if err := r.actor(session); err != nil {
		return err
	}
	id, request := r.keyID(), sha256.Sum256(r.body)
	var status int
	var kept []byte
	switch err := tx.QueryRowContext(r, "SELECT status, body FROM idempotency_keys WHERE id = ?", id).Scan(&status, &kept); {
	case err == nil:
		r.response = kept
		return nil
	case !errors.Is(err, sql.ErrNoRows):
		return err
	}
	if err := do(r); err != nil {
		return err
	}
	answer, err := json.Marshal(r.response)
	if err != nil {
		return err
	}
	if err := r.exec("INSERT INTO idempotency_keys (id, request, status, body, at) VALUES (?, ?, 200, ?, ?)",
		id, hex.EncodeToString(request[:]), string(answer), r.now); err != nil {
		return err
	}
	r.response = answer
	return tx.Commit()
}

func (r *handRequest) keyID() string {
	sum := sha256.Sum256([]byte(r.person + "\n" + r.id + "\n" + r.key))
	return hex.EncodeToString(sum[:])
}

func (r *handRequest) exec(query string, args ...any) error {
	_, err := r.tx.ExecContext(r, query, args...)
	return err
}

// actor reads who asks and what they may, as the product does at each request.
func (r *handRequest) actor(session string) error {
	rows, err := r.tx.QueryContext(r, `SELECT p.state, s.ended_at, COALESCE(g.role, ''), COALESCE(g.scope_path, '') FROM sessions s JOIN people p ON p.id = s.person_id
		LEFT JOIN grants g ON g.person_id = p.id AND g.revoked_at = 0 WHERE s.id = ?`, session)
	if err != nil {
		return err
	}
	defer func() { _ = rows.Close() }()
	for rows.Next() {
		var state string
		var ended int64
		if err := rows.Scan(&state, &ended, &r.role, &r.path); err != nil {
			return err
		}
		if state != "active" || ended != 0 {
			return errHand
		}
	}
	return rows.Err()
}

// lock adds FOR UPDATE where the engine knows it.
func (h *byHand) lock(query string) string {
	if _, ok := h.pool.Driver().(*mysql.MySQLDriver); ok {
		return query + " FOR UPDATE"
	}
	return query
}

func (h *byHand) redeem(r *handRequest) error {
	var in struct {
		MartID string `json:"mart_id"`
		Items  []struct {
			GoodsID  string `json:"goods_id"`
			Quantity int64  `json:"quantity"`
		} `json:"items"`
	}
	if err := json.Unmarshal(r.body, &in); err != nil || len(in.Items) != 1 || r.role == "" {
		return errHand
	}
	item := in.Items[0]
	var name string
	var price, balance, held, seq, used int64
	err := r.tx.QueryRowContext(r, `SELECT g.name, p.points FROM goods g JOIN goods_prices p ON p.goods_id = g.id AND p.scheme = 'rider'
		WHERE g.id = ? AND p.from_at <= ? ORDER BY p.from_at DESC, p.id DESC LIMIT 1`, item.GoodsID, r.now).Scan(&name, &price)
	if err != nil {
		return err
	}
	points := price * item.Quantity
	err = r.tx.QueryRowContext(r, h.lock("SELECT balance, held, seq FROM accounts WHERE id = ?"), r.person).Scan(&balance, &held, &seq)
	if err != nil || balance < points {
		return errors.Join(errHand, err)
	}
	err = r.tx.QueryRowContext(r, `SELECT COALESCE(SUM(i.quantity), 0) FROM redemptions o JOIN redemption_items i ON i.redemption_id = o.id
		WHERE o.person_id = ? AND o.month = ? AND o.state IN ('reserved', 'fulfilled')`, r.person, r.day[:7]).Scan(&used)
	if err != nil || used > noLimit {
		return errors.Join(errHand, err)
	}
	id, hold := r.newID(), r.newID()
	number := "H" + r.day[2:4] + r.day[5:7] + r.day[8:] + "-" + hex.EncodeToString(db.Secret(5))
	if err := r.exec(`INSERT INTO transfers (id, at, day, kind, debit, credit, points, account_id, seq, balance_after, held_after, reason, source_type, source_id, note)
		VALUES (?, ?, ?, 'hold', ?, ?, ?, ?, ?, ?, ?, 'redemption', 'redemption', ?, ?)`,
		hold, r.now, r.day, r.person, "held:"+r.person, points, r.person, seq+1, balance-points, held+points, id, "兑换预留 "+number); err != nil {
		return err
	}
	if err := r.exec("UPDATE accounts SET balance = balance - ?, held = held + ?, seq = seq + 1 WHERE id = ?", points, points, r.person); err != nil {
		return err
	}
	expires := r.now + 7*24*3600*1000
	if err := r.exec(`INSERT INTO redemptions (id, number, person_id, mart_id, mart_path, state, points, month, hold_id, reserved_at, expires_at, closed_at,
		fulfilled_by, countersigned_by, disputed_at) VALUES (?, ?, ?, ?, ?, 'reserved', ?, ?, ?, ?, ?, 0, '', '', 0)`,
		id, number, r.person, in.MartID, benchPath, points, r.day[:7], hold, r.now, expires); err != nil {
		return err
	}
	if err := r.exec("INSERT INTO redemption_items (redemption_id, goods_id, name, quantity, points_each) VALUES (?, ?, ?, ?, ?)",
		id, item.GoodsID, name, item.Quantity, price); err != nil {
		return err
	}
	done, err := r.tx.ExecContext(r, "UPDATE stocks SET held = held + ? WHERE id = ? AND purchased + donated - held >= ?",
		item.Quantity, in.MartID+":"+item.GoodsID, item.Quantity)
	if err != nil {
		return err
	}
	if n, err := done.RowsAffected(); err != nil || n != 1 {
		return errors.Join(errHand, err)
	}
	r.response = map[string]any{"id": id, "number": number, "state": "reserved", "points": points, "expires_at": time.UnixMilli(expires).UTC()}
	return nil
}

func (h *byHand) accept(r *handRequest) error {
	if r.role != "grid_officer" {
		return errHand
	}
	var person, path, state, category, unit, street, filed string
	err := r.tx.QueryRowContext(r, "SELECT person_id FROM reports WHERE id = ?", r.id).Scan(&person)
	if err != nil {
		return err
	}
	var balance, held, seq, used int64
	err = r.tx.QueryRowContext(r, h.lock("SELECT balance, held, seq FROM accounts WHERE id = ?"), person).Scan(&balance, &held, &seq)
	if err != nil {
		return err
	}
	err = r.tx.QueryRowContext(r, `SELECT COALESCE(SUM(points), 0) FROM awards WHERE person_id = ? AND earned_on >= ? AND earned_on <= ? AND state <> 'refused'`,
		person, r.day[:4]+"-01-01", r.day[:4]+"-12-31").Scan(&used)
	if err != nil || used > noLimit {
		return errors.Join(errHand, err)
	}
	err = r.tx.QueryRowContext(r, h.lock("SELECT org_path, state, category, org_unit_id, street_id, filed_on FROM reports WHERE id = ?"), r.id).
		Scan(&path, &state, &category, &unit, &street, &filed)
	if err != nil || state != "submitted" || !strings.HasPrefix(path, r.path) || person == r.person {
		return errors.Join(errHand, err)
	}
	if err := r.parts(); err != nil {
		return err
	}
	const points = 10
	award, transfer := r.newID(), r.newID()
	for _, s := range []struct {
		query string
		args  []any
	}{
		{`UPDATE reports SET state = 'accepted', decided_by = ?, decided_at = ? WHERE id = ?`, []any{r.person, r.now, r.id}},
		{
			`INSERT INTO report_events (id, report_id, kind, text, by_person, by_role, at) VALUES (?, ?, 'accepted', '', ?, ?, ?)`,
			[]any{r.newID(), r.id, r.person, r.role, r.now},
		},
		{`INSERT INTO audit_events (id, at, day, actor_id, actor_role, action, object_type, object_id, outcome, scope_path, from_address, request_id, detail)
			VALUES (?, ?, ?, ?, ?, 'report.accept', 'report', ?, 'done', ?, '', '', '')`, []any{r.newID(), r.now, r.day, r.person, r.role, r.id, path}},
		{`INSERT INTO transfers (id, at, day, kind, debit, credit, points, account_id, seq, balance_after, held_after, reason, source_type, source_id, note)
			VALUES (?, ?, ?, 'award', ?, ?, ?, ?, ?, ?, ?, 'R01', 'report', ?, '')`,
			[]any{transfer, r.now, r.day, "street:" + street, person, points, person, seq + 1, balance + points, held, r.id}},
		{`UPDATE accounts SET balance = balance + ?, seq = seq + 1 WHERE id = ?`, []any{points, person}},
		{`INSERT INTO awards (id, person_id, rule_code, rulebook_version, source_type, source_id, org_unit_id, org_path, street_id, earned_on, counted, asked, points,
			exempt, explanation, stages, signed, next_level, state, decided_why, created_at, decided_at)
			VALUES (?, ?, 'R01', '1', 'report', ?, ?, ?, ?, ?, 1, 10, 10, 0, ?, 'officer', 1, '', 'granted', '', ?, ?)`,
			[]any{award, person, r.id, unit, path, street, filed, fmt.Sprintf(`{"rule":"R01","asked":10,"points":10,"used":%d}`, used), r.now, r.now}},
		{`INSERT INTO award_signatures (award_id, person_id, level, at) VALUES (?, ?, 'officer', ?)`, []any{award, r.person, r.now}},
		{`UPDATE budgets SET used = used + ? WHERE street_id = ? AND month = ? AND used + ? <= funded`, []any{points, street, r.day[:7], points}},
	} {
		if err := r.exec(s.query, s.args...); err != nil {
			return err
		}
	}
	r.response = map[string]any{"id": r.id, "state": "accepted", "category": category, "points": points}
	return nil
}

// parts reads what the answer shows of a report besides its row.
func (r *handRequest) parts() error {
	for _, query := range []string{
		"SELECT photo_id FROM report_photos WHERE report_id = ? ORDER BY place", "SELECT kind FROM report_events WHERE report_id = ? ORDER BY id",
	} {
		if err := r.readAll(query); err != nil {
			return err
		}
	}
	return nil
}

func (r *handRequest) readAll(query string) error {
	rows, err := r.tx.QueryContext(r, query, r.id)
	if err != nil {
		return err
	}
	defer func() { _ = rows.Close() }()
	for rows.Next() {
		var text string
		if err := rows.Scan(&text); err != nil {
			return err
		}
	}
	return rows.Err()
}
