package api_test

import (
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"qingxiaoyi.cn/qingxiaoyi/services/once"
)

func TestIdempotency(t *testing.T) {
	w := newTown(t)
	u := w.funded(t, "buyer", 300)
	soap := order("mart-1", "soap", 1)
	t.Run("a command wants its key: 16 to 255 visible characters", func(t *testing.T) {
		for what, k := range map[string]string{
			"none": "", "15": strings.Repeat("k", 15), "256": strings.Repeat("k", 256), "a blank": "sixteen letters 1", "a tab": "sixteen\tletters1",
			"Chinese": "十六个汉字十六个汉字十六个汉字", "DEL": "sixteen-letters\x7f",
		} {
			a, err := u.try("POST", "/redemptions", soap, header{"Idempotency-Key", k})
			if err != nil {
				require.ErrorContains(t, err, "invalid header", what) // which HTTP itself refuses to send
				continue
			}
			a.refused(t, 400, "idempotency.missing")
		}
		for _, n := range []int{16, 255} {
			id := u.post(t, "/redemptions", soap, header{"Idempotency-Key", strings.Repeat("~", n)}).is(t, 201).text("id")
			u.post(t, "/redemptions/"+id+"/cancel", nil).is(t, 200)
		}
	})
	t.Run("every command of the document wants one, whoever may call it", func(t *testing.T) {
		for path, item := range w.contract.doc.Paths.Map() {
			if item.Post == nil || item.Post.Parameters.GetByInAndName("header", "Idempotency-Key") == nil {
				continue
			}
			body := any(map[string]any{})
			if item.Post.RequestBody != nil {
				body = sample(item.Post.RequestBody.Value.Content["application/json"].Schema.Value)
			}
			w.by(t, item.Post).post(t, replaceID(path, nothing), body, header{"Idempotency-Key", ""}).refused(t, 400, "idempotency.missing")
		}
	})
	t.Run("the same key and body are answered the same, byte by byte, and done once", func(t *testing.T) {
		k, points := header{"Idempotency-Key", key()}, u.available(t)
		first := u.post(t, "/redemptions", soap, k).is(t, 201)
		require.Empty(t, first.header.Get("Idempotent-Replayed"))
		w.pass(40 * 24 * time.Hour)
		for range 3 {
			again := u.post(t, "/redemptions", soap, k).is(t, 201)
			require.Equal(t, first.raw, again.raw)
			require.Equal(t, "true", again.header.Get("Idempotent-Replayed"))
		}
		require.Equal(t, points-6, u.available(t))
	})
	t.Run("the same key with another body is refused", func(t *testing.T) {
		k := header{"Idempotency-Key", key()}
		u.post(t, "/redemptions", soap, k).is(t, 201)
		u.post(t, "/redemptions", order("mart-1", "soap", 2), k).refused(t, 422, "idempotency.reused")
		u.post(t, "/redemptions", `{"mart_id":"mart-1", "items":[{"goods_id":"goods-soap","quantity":1}]}`, k).refused(t, 422, "idempotency.reused")
	})
	t.Run("keys of different people and routes know nothing of each other", func(t *testing.T) {
		k, other := header{"Idempotency-Key", key()}, w.funded(t, "other", 100)
		one := u.post(t, "/redemptions", order("mart-1", "toothpaste", 1), k).is(t, 201)
		two := other.post(t, "/redemptions", order("mart-1", "toothpaste", 1), k).is(t, 201)
		require.NotEqual(t, one.text("id"), two.text("id"))
		require.Empty(t, two.header.Get("Idempotent-Replayed"))
		cancelled := u.post(t, "/redemptions/"+one.text("id")+"/cancel", nil, k).is(t, 200)
		require.Equal(t, "cancelled", cancelled.text("state"))
		other.post(t, "/redemptions/"+one.text("id")+"/cancel", nil, k).is(t, 404)
		other.post(t, "/redemptions/"+two.text("id")+"/cancel", nil, k).is(t, 200)
	})
	t.Run("a refusal is kept, too: a retry is told the same, even when it would now succeed", func(t *testing.T) {
		poor, k := w.as(t, "poor"), header{"Idempotency-Key", key()}
		first := poor.post(t, "/redemptions", soap, k).refused(t, 409, "ledger.short")
		w.funded(t, "poor", 50)
		again := poor.post(t, "/redemptions", soap, k).refused(t, 409, "ledger.short")
		require.Equal(t, first.raw, again.raw)
		require.Equal(t, "true", again.header.Get("Idempotent-Replayed"))
		require.Equal(t, "application/problem+json", again.header.Get("Content-Type"))
		poor.post(t, "/redemptions", soap).is(t, 201)
	})
	accepted, acceptedBy := w.as(t, "other").reports(t, "environment"), header{"Idempotency-Key", key()}
	w.as(t, "officer-1").post(t, "/reports/"+accepted+"/accept", nil, acceptedBy).is(t, 200)
	t.Run("what is malformed is not kept", func(t *testing.T) {
		k := header{"Idempotency-Key", key()}
		u.post(t, "/redemptions", `{"mart_id":`, k).is(t, 400)
		u.post(t, "/redemptions", order("mart-1", "tissues", 1), k).is(t, 201)
	})
	t.Run("keys are forgotten after 45 days, and nothing is paid twice even then", func(t *testing.T) {
		w.pass(46 * 24 * time.Hour)
		for {
			n, err := once.Prune(t.Context(), w.Store)
			require.NoError(t, err)
			if n == 0 {
				break
			}
		}
		var left int
		require.NoError(t, w.Store.Pool().QueryRowContext(t.Context(), "SELECT COUNT(*) FROM idempotency_keys").Scan(&left))
		require.Zero(t, left)
		points := w.as(t, "other").available(t)
		w.as(t, "officer-1").post(t, "/reports/"+accepted+"/accept", nil, acceptedBy).refused(t, 409, "report.state")
		require.Equal(t, points, w.as(t, "other").available(t))
	})
	w.balanced(t)
}
