package people_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"qingxiaoyi.cn/qingxiaoyi/models"
	"qingxiaoyi.cn/qingxiaoyi/models/db"
	"qingxiaoyi.cn/qingxiaoyi/services/audit"
	"qingxiaoyi.cn/qingxiaoyi/services/people"
)

func TestLookingPeopleUp(t *testing.T) {
	w := newTown(t)
	cityAdmin := w.staff("city-1", people.CityAdmin, "2306", city)
	streetAdmin := w.staff("street-1", people.StreetAdmin, "230604003", street)
	officer := w.staff("officer-1", people.GridOfficer, "230604003008", community)
	near := w.found(people.NewPerson{Name: "王小明", Phone: "13900001234", WorkerType: "rider", OrgUnitID: "230604003008", OrgPath: community})
	far := w.found(people.NewPerson{Name: "李雷", Phone: "13900005678", OrgUnitID: "230603001001", OrgPath: elsewhere})
	nowhere := w.found(people.NewPerson{Name: "韩梅梅"})
	find := func(actor people.Actor, f people.Filter) []string {
		f.Limit = 50
		cards, err := w.room.Search(t.Context(), actor, f)
		require.NoError(t, err)
		ids := []string{}
		for _, c := range cards {
			ids = append(ids, c.ID)
		}
		return ids
	}
	t.Run("each sees the organisation below them, the city also those who have not said where they live", func(t *testing.T) {
		require.Equal(t, []string{streetAdmin.ID, officer.ID, near}, find(streetAdmin, people.Filter{}))
		require.Equal(t, []string{cityAdmin.ID, streetAdmin.ID, officer.ID, near, far, nowhere}, find(cityAdmin, people.Filter{}))
		require.Equal(t, []string{far}, find(cityAdmin, people.Filter{OrgPath: "/2306/230603/"}))
	})
	t.Run("who serves there is seen there, wherever they live", func(t *testing.T) {
		keeper := w.found(people.NewPerson{OrgUnitID: "230603001001", OrgPath: elsewhere, Roles: []people.Scoped{role(people.MartKeeper, "mart-1", street)}})
		require.Contains(t, find(streetAdmin, people.Filter{}), keeper)
		require.Equal(t, []string{keeper}, find(streetAdmin, people.Filter{Role: people.MartKeeper}))
	})
	t.Run("by the whole phone number in any form, by user name, by id, never outside the scope", func(t *testing.T) {
		require.Equal(t, []string{near}, find(streetAdmin, people.Filter{Query: "+86 139 0000 1234"}))
		require.Equal(t, []string{officer.ID}, find(streetAdmin, people.Filter{Query: "Officer-1"}))
		require.Equal(t, []string{near}, find(streetAdmin, people.Filter{Query: near}))
		for _, query := range []string{"13900005678", far, "city-1", "1390000", "王小明", "%", "\xff"} {
			require.Empty(t, find(streetAdmin, people.Filter{Query: query}), query)
		}
		_, err := w.room.Search(t.Context(), streetAdmin, people.Filter{OrgPath: "/2306/230603/", Limit: 5})
		require.ErrorIs(t, err, people.ErrUnknown)
	})
	t.Run("page by page, by role and by state", func(t *testing.T) {
		require.Equal(t, []string{near}, find(streetAdmin, people.Filter{Role: people.Rider}))
		require.Equal(t, []string{near}, find(streetAdmin, people.Filter{Role: people.Rider, State: people.Active}))
		require.Empty(t, find(streetAdmin, people.Filter{State: people.Suspended}))
		cards, err := w.room.Search(t.Context(), cityAdmin, people.Filter{Limit: 2, After: streetAdmin.ID})
		require.NoError(t, err)
		require.Equal(t, []string{officer.ID, near}, []string{cards[0].ID, cards[1].ID})
	})
	t.Run("what comes is masked, with the roles", func(t *testing.T) {
		cards, err := w.room.Search(t.Context(), streetAdmin, people.Filter{Query: near, Limit: 1})
		require.NoError(t, err)
		require.Equal(t, "王*", cards[0].Name)
		require.Equal(t, "139****1234", cards[0].PhoneMasked)
		require.Equal(t, people.Rider, cards[0].Grants[0].Role)
		card, err := w.room.Card(t.Context(), near)
		require.NoError(t, err)
		require.Equal(t, cards[0], card)
		_, err = w.room.Card(t.Context(), "nobody")
		require.ErrorIs(t, err, people.ErrUnknown)
	})
	t.Run("riders, keepers and officers may not", func(t *testing.T) {
		rider, _ := w.rider("rider-1")
		for _, actor := range []people.Actor{rider, officer, {}} {
			_, err := w.room.Search(t.Context(), actor, people.Filter{Limit: 5})
			require.ErrorIs(t, err, people.ErrMayNot)
		}
	})
	t.Run("that somebody looked is on record, for whom is not", func(t *testing.T) {
		find(streetAdmin, people.Filter{Query: "13900001234"})
		rows, err := audit.Events(w.store.Read(t.Context()), audit.Filter{Action: "people.search", Limit: 1})
		require.NoError(t, err)
		require.Equal(t, models.AuditEvent{
			ID: rows[0].ID, At: rows[0].At, Day: "2026-03-11", ActorID: streetAdmin.ID, ActorRole: "street_admin", Action: "people.search",
			ObjectType: "person", Outcome: "done", ScopePath: street, Detail: "phone: 1",
		}, rows[0])
	})
}

func TestFoundingManyAtOnce(t *testing.T) {
	w := newTown(t)
	newcomers := make([]people.NewPerson, 1200)
	for i := range newcomers {
		newcomers[i] = people.NewPerson{Name: "示例", WorkerType: "rider"}
	}
	var ids []string
	w.do(func(tx *db.Tx) (err error) {
		ids, err = w.room.FoundMany(tx, newcomers)
		return err
	})
	require.Len(t, ids, 1200)
	names, err := w.room.Names(t.Context(), ids)
	require.NoError(t, err)
	require.Len(t, names, 1200)
	require.Equal(t, 1200, w.count(&models.Grant{}, "role = 'rider'"))
	require.Equal(t, 1200, w.count(&models.Account{}, "1 = 1"))
	for name, c := range map[string]people.NewPerson{
		"without a name": {}, "with half a phone": {Name: "甲", Phone: "139"}, "with an odd user name": {Name: "甲", Username: "X"},
		"as staff without a password": {Name: "甲", Username: "keeper-1"}, "off the tree": {Name: "甲", OrgUnitID: "1", OrgPath: "/2/"},
	} {
		t.Run("plants nobody "+name, func(t *testing.T) {
			require.Error(t, w.store.Write(t.Context(), func(tx *db.Tx) error { _, err := w.room.Found(tx, c); return err }))
		})
	}
	w.do(func(tx *db.Tx) error { _, err := w.room.FoundMany(tx, nil); return err })
}
