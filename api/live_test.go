package api_test

import (
	"bufio"
	"context"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// said is one event of a stream.
type said struct{ Type, ID string }

// listens opens a stream; the channel ends with it.
func (u who) listens(t testing.TB, url string) (events <-chan said, hangUp context.CancelFunc) {
	t.Helper()
	ctx, hangUp := context.WithCancel(t.Context())
	t.Cleanup(hangUp)
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, url+"/api/v1/live", nil)
	require.NoError(t, err)
	req.Header.Set("Authorization", "Bearer "+u.bearer(t))
	res, err := (&http.Client{}).Do(req) //nolint:bodyclose // whoever reads the stream closes it
	require.NoError(t, err)
	require.Equal(t, 200, res.StatusCode)
	require.Equal(t, "text/event-stream; charset=utf-8", res.Header.Get("Content-Type"))
	heard := make(chan said, 100)
	go func() {
		defer close(heard)
		defer func() { _ = res.Body.Close() }()
		lines := bufio.NewScanner(res.Body)
		for lines.Scan() {
			var e said
			if data, ok := strings.CutPrefix(lines.Text(), "data: "); ok && json.Unmarshal([]byte(data), &e) == nil {
				heard <- e
			}
		}
	}()
	require.Equal(t, said{"ready", ""}, within(t, heard))
	return heard, hangUp
}

// bearer is the token that somebody sends.
func (u who) bearer(t testing.TB) string {
	t.Helper()
	signed, err := u.w.token(u.name)
	require.NoError(t, err)
	return signed.access
}

// within is the next event. That it comes within a second the browser tests measure, on a machine of their own.
func within(t testing.TB, events <-chan said) said {
	t.Helper()
	select {
	case e, ok := <-events:
		require.True(t, ok, "the stream has ended")
		return e
	case <-time.After(10 * time.Second):
		require.Fail(t, "nothing was said in time")
		return said{}
	}
}

// silent holds that nothing is said for a while.
func silent(t testing.TB, events <-chan said) {
	t.Helper()
	select {
	case e, ok := <-events:
		require.True(t, ok, "the stream has ended")
		require.Fail(t, "said", "%+v", e)
	case <-time.After(700 * time.Millisecond):
	}
}

func TestLive(t *testing.T) {
	w := newTown(t)
	rider, keeper := w.as(t, "rider-1"), w.as(t, "keeper-1")
	riders, _ := rider.listens(t, w.url)
	others, _ := w.as(t, "rider-2").listens(t, w.url)
	keepers, _ := keeper.listens(t, w.url)
	colleagues, _ := w.as(t, "keeper-2").listens(t, w.url)
	elsewhere, _ := w.as(t, "keeper-3").listens(t, w.url)

	var id string
	t.Run("who reserves and who will hand over hear of it", func(t *testing.T) {
		id = rider.reserves(t, "soap", 1)
		for _, heard := range []<-chan said{riders, keepers, colleagues} {
			require.Equal(t, said{"redemption", id}, within(t, heard))
		}
	})
	t.Run("the rider's page hears of the hand-over", func(t *testing.T) {
		keeper.post(t, "/counter/fulfil", rider.shows(t, id)).is(t, 200)
		require.Equal(t, said{"redemption", id}, within(t, riders))
		require.Equal(t, said{"redemption", id}, within(t, keepers))
	})
	t.Run("of a cancelled and of an expired one too, though nobody touched a page", func(t *testing.T) {
		cancelled := rider.reserves(t, "soap", 1)
		require.Equal(t, said{"redemption", cancelled}, within(t, riders))
		rider.post(t, "/redemptions/"+cancelled+"/cancel", nil).is(t, 200)
		require.Equal(t, said{"redemption", cancelled}, within(t, riders))
		expired := rider.reserves(t, "towel", 1)
		require.Equal(t, said{"redemption", expired}, within(t, riders))
		w.pass(8 * 24 * time.Hour)
		_, err := w.Redemptions.ExpireDue(t.Context())
		require.NoError(t, err)
		require.Equal(t, said{"redemption", expired}, within(t, riders))
	})
	t.Run("a reporter hears what became of the report and of the points", func(t *testing.T) {
		rider = w.as(t, "rider-1")
		report := rider.reports(t, "environment")
		silent(t, riders)
		w.as(t, "officer-1").post(t, "/reports/"+report+"/accept", map[string]any{}).is(t, 200)
		heard := []said{within(t, riders), within(t, riders)}
		require.Contains(t, heard, said{"report", report})
		award := rider.get(t, "/me/awards?state=granted").is(t, 200).text("items.0.id")
		require.Contains(t, heard, said{"award", award})
	})
	t.Run("an award that is refused is told, an adjustment as points", func(t *testing.T) {
		report := rider.reports(t, "road_hazard")
		w.as(t, "officer-1").post(t, "/reports/"+report+"/accept", map[string]any{}).is(t, 200)
		require.Equal(t, said{"report", report}, within(t, riders))
		award := rider.get(t, "/me/awards").is(t, 200).text("items.0.id")
		w.as(t, "community-1").post(t, "/awards/"+award+"/refuse", map[string]any{"reason": "位置不清"}).is(t, 200)
		require.Equal(t, said{"award", award}, within(t, riders))
		w.funded(t, "rider-1", 5)
		require.Equal(t, said{"points", ""}, within(t, riders))
	})
	t.Run("nobody else hears any of it", func(t *testing.T) {
		silent(t, others)
		silent(t, elsewhere)
	})
	t.Run("a stopping server ends every stream", func(t *testing.T) {
		w.server.Stop()
		for _, heard := range []<-chan said{riders, others, elsewhere} {
			require.Eventually(t, func() bool {
				select {
				case _, ok := <-heard:
					return !ok
				default:
					return false
				}
			}, 10*time.Second, 10*time.Millisecond)
		}
	})
}

func TestLiveIsBounded(t *testing.T) {
	w := newTown(t)
	rider := w.as(t, "rider-1")
	t.Run("nobody listens without signing in", func(t *testing.T) {
		w.nobody().get(t, "/live").refused(t, 401, "auth.required")
		who{w: w, token: "nonsense"}.get(t, "/live").refused(t, 401, "auth.token")
	})
	t.Run("a stream takes no parameters", func(t *testing.T) {
		rider.get(t, "/live?since=5").refused(t, 400, "request.invalid")
	})
	t.Run("a person has four streams, and a fifth once one has gone", func(t *testing.T) {
		var hangUp context.CancelFunc
		for range 4 {
			_, hangUp = rider.listens(t, w.url)
		}
		require.NotEmpty(t, rider.get(t, "/live").refused(t, 429, "live.too_many").header.Get("Retry-After"))
		w.as(t, "rider-2").listens(t, w.url)
		hangUp()
		require.Eventually(t, func() bool {
			req, err := http.NewRequest(http.MethodGet, w.url+"/api/v1/live", nil)
			require.NoError(t, err)
			req.Header.Set("Authorization", "Bearer "+rider.bearer(t))
			res, err := w.client.Do(req)
			require.NoError(t, err)
			defer func() { _ = res.Body.Close() }()
			return res.StatusCode == 200
		}, 10*time.Second, 50*time.Millisecond)
	})
	t.Run("a stream outlives the server's limits for requests that end", func(t *testing.T) {
		served := httptest.NewUnstartedServer(w.server.Handler())
		served.Config.ReadTimeout, served.Config.WriteTimeout = 300*time.Millisecond, 300*time.Millisecond
		served.Start()
		t.Cleanup(func() { served.CloseClientConnections(); served.Close() })
		heard, _ := w.as(t, "rider-3").listens(t, served.URL)
		time.Sleep(time.Second)
		require.Equal(t, said{"redemption", w.as(t, "rider-3").reserves(t, "soap", 1)}, within(t, heard))
	})
	t.Run("a stream ends when its session has, when its token has, and when its marts are others", func(t *testing.T) {
		on := func(u who, actor who) bool {
			goesOn, err := w.server.MayGoOn(t.Context(), actor.actor(t), u.bearer(t))
			require.NoError(t, err)
			return goesOn
		}
		resident, keeper := w.as(t, "resident-1"), w.as(t, "keeper-1")
		require.True(t, on(resident, resident))
		require.True(t, on(keeper, keeper))
		require.False(t, on(resident, keeper), "whoever listens to a mart that the token does not keep")
		actor, token := resident.actor(t), resident.bearer(t)
		resident.post(t, "/auth/logout", nil).is(t, 204)
		goesOn, err := w.server.MayGoOn(t.Context(), actor, token)
		require.NoError(t, err)
		require.False(t, goesOn)
		actor, token = keeper.actor(t), keeper.bearer(t)
		w.pass(11 * time.Minute)
		goesOn, err = w.server.MayGoOn(t.Context(), actor, token)
		require.NoError(t, err)
		require.False(t, goesOn)
	})
}
