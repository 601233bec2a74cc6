package api_test

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/jpeg"
	"mime/multipart"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"qingxiaoyi.cn/qingxiaoyi/services/fault"
	"qingxiaoyi.cn/qingxiaoyi/services/once"
	"qingxiaoyi.cn/qingxiaoyi/services/people"
)

// Where things are in the demo town.
const (
	home      = "230604019008" // 创业八社区, where its people live
	elsewhere = "230604019003" // another community of the same street
	street    = "230604019"
)

// snap is a photo that nobody took before.
func snap() []byte {
	n := snaps.Add(1)
	m := image.NewGray(image.Rect(0, 0, 32, 32))
	for i := range m.Pix {
		if n>>(i/64)&1 == 1 {
			m.Pix[i] = 255
		}
	}
	m.Set(0, 0, color.Gray{Y: 128})
	var out bytes.Buffer
	if err := jpeg.Encode(&out, m, nil); err != nil {
		panic(err)
	}
	return out.Bytes()
}

var snaps atomic.Int64

// form wraps a file as a browser does.
func form(field string, file []byte) (body []byte, kind header) {
	var out bytes.Buffer
	m := multipart.NewWriter(&out)
	part, err := m.CreateFormFile(field, "photo.jpg")
	if err != nil {
		panic(err)
	}
	_, _ = part.Write(file)
	_ = m.Close()
	return out.Bytes(), header{"Content-Type", m.FormDataContentType()}
}

func (u who) upload(t testing.TB) string {
	t.Helper()
	body, kind := form("file", snap())
	return u.post(t, "/uploads", body, kind).is(t, 201).text("id")
}

// near is a place in 创业八社区, some metres to the north.
func near(metres float64) map[string]any {
	return map[string]any{"lat": 46.6 + metres/111_000, "lng": 124.9}
}

var reported atomic.Int64

// filing is a report that can be filed, far from all others of the test.
func (u who) filing(t testing.TB, category string) map[string]any {
	t.Helper()
	f := map[string]any{"category": category, "description": "井盖坏了", "location": near(float64(reported.Add(1)) * 200), "org_unit_id": home}
	if category != "resident_need" {
		f["photo_ids"] = []string{u.upload(t)}
	}
	return f
}

// reports files a report and returns its id.
func (u who) reports(t testing.TB, category string) string {
	t.Helper()
	return u.post(t, "/reports", u.filing(t, category)).is(t, 201).text("id")
}

// accepted files a report that the officer of the community then accepts.
func (u who) accepted(t testing.TB, category string) answer {
	t.Helper()
	return u.w.as(t, "officer-1").post(t, "/reports/"+u.reports(t, category)+"/accept", map[string]any{}).is(t, 200)
}

// funded is somebody new with points, given by the district and approved by the city.
func (w *town) funded(t testing.TB, name string, points int) who {
	t.Helper()
	u := w.as(t, name)
	u.do(t, "PATCH", "/me", map[string]any{"org_unit_id": home}).is(t, 200)
	for left := points; left > 0; left -= 10_000 {
		body := map[string]any{"person_id": u.id, "points": min(left, 10_000), "reason": "测试用的积分"}
		id := w.as(t, "district-1").post(t, "/adjustments", body).is(t, 201).text("id")
		w.as(t, "city-1").post(t, "/adjustments/"+id+"/approve", nil).is(t, 200)
	}
	return u
}

// order is what one asks for at a mart: pairs of goods and quantities.
func order(mart string, pairs ...any) map[string]any {
	items := []any{}
	for i := 0; i < len(pairs); i += 2 {
		items = append(items, map[string]any{"goods_id": "goods-" + pairs[i].(string), "quantity": pairs[i+1]})
	}
	return map[string]any{"mart_id": mart, "items": items}
}

// reserves reserves goods at mart-1.
func (u who) reserves(t testing.TB, pairs ...any) string {
	t.Helper()
	return u.post(t, "/redemptions", order("mart-1", pairs...)).is(t, 201).text("id")
}

// shows is the QR text of a redemption, as a keeper scans it.
func (u who) shows(t testing.TB, id string) map[string]any {
	t.Helper()
	return map[string]any{"code": u.get(t, "/redemptions/"+id+"/pickup-code").is(t, 200).text("code")}
}

// collects reserves goods and gets them from keeper-1.
func (u who) collects(t testing.TB, pairs ...any) string {
	t.Helper()
	id := u.reserves(t, pairs...)
	u.w.as(t, "keeper-1").post(t, "/counter/fulfil", u.shows(t, id)).is(t, 200)
	return id
}

func (u who) available(t testing.TB) int {
	t.Helper()
	return u.get(t, "/me/points").is(t, 200).num("available")
}

// all reads a list to its end in pages of a size.
func (u who) all(t testing.TB, path string, limit int) []any {
	t.Helper()
	joint := "?"
	if strings.Contains(path, "?") {
		joint = "&"
	}
	var items []any
	for cursor := ""; ; {
		a := u.get(t, fmt.Sprintf("%s%slimit=%d%s", path, joint, limit, cursor)).is(t, 200)
		page := a.list("items")
		require.LessOrEqual(t, len(page), limit, path)
		items = append(items, page...)
		next := a.text("next_cursor")
		if next == "" {
			require.Contains(t, string(a.raw), `"next_cursor":null`)
			return items
		}
		require.Len(t, page, limit, "a page before the last is full: %s", path)
		require.Less(t, len(items), 2000, "the list has an end: %s", path)
		cursor = "&cursor=" + next
	}
}

// deed is a command that the test gives a room itself, where the API has no route for it.
func deed(subject string) once.Call {
	return once.Call{
		Key:    once.Key{Subject: subject, Route: "test", Key: key()},
		Answer: func(any) once.Answer { return once.Answer{Status: 200} },
		Refuse: func(f *fault.Fault) once.Answer { return once.Answer{Status: 409, Body: []byte(f.Error())} },
	}
}

// actor is who a token says, with the rights of the moment.
func (u who) actor(t testing.TB) people.Actor {
	t.Helper()
	signed, err := u.w.token(u.name)
	require.NoError(t, err)
	a, err := u.w.People.Authenticate(t.Context(), signed.access)
	require.NoError(t, err)
	return a
}

// hiredPassword is what those hired in a test sign in with.
const hiredPassword = "湖边的灯塔很安静也很遥远呢"

// hire makes staff of somebody who signs in through WeChat.
func (w *town) hire(t testing.TB, name, username string, role people.Role, scope, path string) {
	t.Helper()
	boss, u := w.as(t, "sysadmin-1").actor(t), w.as(t, name)
	done, err := w.People.HireStaff(t.Context(), deed(boss.ID), boss, people.Hire{
		PersonID: u.id, Username: username, Password: hiredPassword, Roles: []people.Scoped{scoped(role, scope, path)},
	})
	require.NoError(t, err)
	require.Equal(t, 200, done.Status, "%s", done.Body)
}

func scoped(role people.Role, scope, path string) people.Scoped {
	return people.Scoped{Role: role, ScopeID: scope, Path: path}
}

// pass lets time go by for everybody.
func (w *town) pass(d time.Duration) { w.clock.Pass(d) }

// replaceID fills in the one parameter that a path may have.
func replaceID(path, id string) string { return strings.ReplaceAll(path, "{id}", id) }
