package place_test

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"qingxiaoyi.cn/qingxiaoyi/services/place"
)

// manyDoors lays out doors as a real town does: three quarters in dense quarters, the rest over the steppe.
func manyDoors(n int) []entry {
	entries := make([]entry, n)
	for i := range entries {
		a, b := float64(i*7919%10007)/10007, float64(i*104729%10009)/10009
		p := place.Point{Lat: 45.4 + a*1.8, Lng: 124 + b*1.6}
		if i%4 != 0 {
			p = place.Point{Lat: 46.5 + float64(i%5)*0.05 + a*0.03, Lng: 124.85 + float64(i%7)*0.04 + b*0.03}
		}
		entries[i] = entry{ID: fmt.Sprintf("station-%05d", i), At: p, Text: "庆小驿", Path: fmt.Sprintf("/2306/%d/", i%10), Item: i}
		if i%3 == 0 {
			entries[i].Facilities = []string{"wifi"}
		}
	}
	return entries
}

// BenchmarkSearch runs the index and a linear scan in turn over 50,000 doors and reports how many times faster the index is.
func BenchmarkSearch(b *testing.B) {
	entries := manyDoors(50_000)
	index := place.NewIndex(entries)
	for _, c := range []struct {
		name string
		q    query
	}{
		{"20 nearest", query{}},
		{"20 nearest with wifi, a third kept", query{Facility: "wifi", Keep: func(i int) bool { return i%9 == 0 }}},
		{"nearest within 2 km", query{RadiusM: 2000}},
		{"page 50", query{After: &place.Cursor{Distance: 2500}}},
	} {
		b.Run(c.name, func(b *testing.B) {
			c.q.Limit = 20
			var fast, slow time.Duration
			for i := 0; b.Loop(); i++ {
				from := place.Point{Lat: 46.45 + float64(i%37)*0.01, Lng: 124.8 + float64(i%41)*0.01}
				c.q.Near = &from
				start := b.Elapsed()
				got := index.Search(c.q)
				middle := b.Elapsed()
				want := linear(entries, c.q)
				end := b.Elapsed()
				fast, slow = fast+middle-start, slow+end-middle
				if len(got) != len(want) || len(got) > 0 && got[len(got)-1].ID != want[len(want)-1].ID {
					b.Fatal("the two do not agree")
				}
			}
			b.ReportMetric(float64(fast.Nanoseconds())/float64(b.N), "index-ns/op")
			b.ReportMetric(float64(slow.Nanoseconds())/float64(b.N), "scan-ns/op")
			b.ReportMetric(float64(slow)/float64(fast), "times-faster")
		})
	}
}

// linear is an honest scan: one pass that keeps the best 20 in order.
func linear(entries []entry, q query) []hit {
	best := make([]hit, 0, q.Limit+1)
	for i := range entries {
		e := &entries[i]
		d := place.Metres(*q.Near, e.At)
		if q.RadiusM > 0 && d > float64(q.RadiusM) || len(best) == q.Limit && d > best[q.Limit-1].DistanceM {
			continue
		}
		h := hit{Entry: *e, DistanceM: d}
		if q.After != nil && (d < q.After.Distance || d == q.After.Distance && e.ID <= q.After.ID) ||
			q.Facility != "" && !slices.Contains(e.Facilities, q.Facility) || q.Keep != nil && !q.Keep(e.Item) {
			continue
		}
		at, _ := slices.BinarySearchFunc(best, h, order)
		best = slices.Insert(best, at, h)
		best = best[:min(len(best), q.Limit)]
	}
	return best
}

func BenchmarkNewIndex(b *testing.B) {
	entries := manyDoors(50_000)
	for b.Loop() {
		place.NewIndex(entries)
	}
}
