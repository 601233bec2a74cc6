package station_test

import (
	"fmt"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"

	"qingxiaoyi.cn/qingxiaoyi/models"
	"qingxiaoyi.cn/qingxiaoyi/models/db"
	"qingxiaoyi.cn/qingxiaoyi/services/org"
	"qingxiaoyi.cn/qingxiaoyi/services/place"
	"qingxiaoyi.cn/qingxiaoyi/services/station"
)

func TestAnotherInstanceSeesTheChangeAtItsNextRefresh(t *testing.T) {
	w := newTown(t)
	other := station.New(w.store, place.China())
	require.NoError(t, other.Refresh(t.Context()))
	_, err := w.change(managerA, "a", station.Edit{Name: ptr("新名字")})
	require.NoError(t, err)
	_, err = w.post(managerA, "a", place.Notice{Text: "今日停水"})
	require.NoError(t, err)
	p, _ := other.Find("a")
	require.Equal(t, "创业城驿站", p.Name)
	require.NoError(t, other.Refresh(t.Context()))
	p, _ = other.Find("a")
	require.Equal(t, "新名字", p.Name)
	require.Equal(t, "今日停水", p.Notices[0].Text)

	t.Run("a refused change leaves everything as it was", func(t *testing.T) {
		before, err := org.Setting(w.store.Read(t.Context()), station.Version)
		require.NoError(t, err)
		_, err = w.change(managerB, "a", station.Edit{Name: ptr("偷改")})
		require.Error(t, err)
		after, err := org.Setting(w.store.Read(t.Context()), station.Version)
		require.NoError(t, err)
		require.Equal(t, before, after)
	})
	t.Run("without a change nothing is read again", func(t *testing.T) {
		require.NoError(t, w.do(func(tx *db.Tx) error {
			return tx.DB.Exec("UPDATE stations SET name = '没人说' WHERE id = 'b'").Error
		}))
		require.NoError(t, other.Refresh(t.Context()))
		p, _ := other.Find("b")
		require.Equal(t, "龙凤驿站", p.Name)
		require.NoError(t, other.Reload(t.Context()))
		p, _ = other.Find("b")
		require.Equal(t, "没人说", p.Name)
	})
	t.Run("a row that cannot be read leaves the old snapshot standing", func(t *testing.T) {
		require.NoError(t, w.do(func(tx *db.Tx) error { return tx.DB.Exec("UPDATE stations SET hours = '?' WHERE id = 'b'").Error }))
		require.ErrorContains(t, other.Reload(t.Context()), "hours of b")
		require.Equal(t, 3, func() int { found, _, _ := other.Search(station.Query{}, w.clock.Now()); return len(found) }())
	})
}

func TestPeopleSearchWhileStaffChange(t *testing.T) {
	w := newTown(t)
	stop := make(chan struct{})
	var readers, writers sync.WaitGroup
	for range 4 {
		readers.Go(func() {
			for {
				select {
				case <-stop:
					return
				default:
				}
				found, _, err := w.service.Search(station.Query{Near: &centre}, w.clock.Now())
				require.NoError(t, err)
				require.Len(t, found, 3)
			}
		})
	}
	for i := range 8 {
		writers.Go(func() {
			_, err := w.change(city, "a", station.Edit{Name: ptr(fmt.Sprint("驿站", i))})
			require.NoError(t, err)
			_, err = w.post(city, "b", place.Notice{Text: fmt.Sprint("通知", i)})
			require.NoError(t, err)
		})
	}
	writers.Wait()
	close(stop)
	readers.Wait()
	var kept models.Station
	require.NoError(t, w.store.Read(t.Context()).DB.Where("id = ?", "a").Take(&kept).Error)
	p, _ := w.service.Find("a")
	require.Equal(t, kept.Name, p.Name, "the last snapshot is the newest state")
	p, _ = w.service.Find("b")
	require.Len(t, p.Notices, 8)
}
