package picture

import (
	"context"
	"image"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// watched is a context that sees its file being read, which only an open film does.
type watched struct {
	context.Context
	reading func()
}

func (w watched) Err() error {
	w.reading()
	return w.Context.Err()
}

func TestStudioHasTwoSeats(t *testing.T) {
	t.Run("eight come at once, two decode, six wait, all are served", func(t *testing.T) {
		s, data := New(Options{}), asPNG(t, street(64, 48, 3))
		var inside, served atomic.Int64
		door := make(chan struct{})
		var all sync.WaitGroup
		for range 8 {
			all.Go(func() {
				first := sync.OnceFunc(func() { inside.Add(1); <-door })
				if _, err := s.Develop(watched{t.Context(), first}, data); err == nil {
					served.Add(1)
				}
			})
		}
		require.Eventually(t, func() bool { return inside.Load() == 2 }, 10*time.Second, time.Millisecond)
		time.Sleep(50 * time.Millisecond)
		require.EqualValues(t, 2, inside.Load())
		close(door)
		all.Wait()
		require.EqualValues(t, 8, served.Load())
	})
	t.Run("who waits for a seat may leave, and takes none along", func(t *testing.T) {
		s, data := New(Options{}), asPNG(t, quarters(32, 32))
		s.seats <- struct{}{}
		s.seats <- struct{}{}
		ctx, cancel := context.WithTimeout(t.Context(), 20*time.Millisecond)
		defer cancel()
		_, err := s.Develop(ctx, data)
		require.ErrorIs(t, err, context.DeadlineExceeded)
		_, err = s.Develop(t.Context(), []byte("<html>"))
		require.ErrorIs(t, err, ErrType, "what needs no seat does not wait for one")
		<-s.seats
		_, err = s.Develop(t.Context(), data)
		require.NoError(t, err)
		require.Len(t, s.seats, 1)
	})
	t.Run("a refusal gives its seat back", func(t *testing.T) {
		s, good := New(Options{}), asPNG(t, street(64, 64, 1))
		for range 5 {
			_, err := s.Develop(t.Context(), good[:len(good)/2])
			require.ErrorIs(t, err, ErrBroken)
		}
		require.Empty(t, s.seats)
	})
	t.Run("who leaves while decoding ends it", func(t *testing.T) {
		ctx, cancel := context.WithCancel(t.Context())
		reads := 0
		_, err := New(Options{}).Develop(watched{ctx, func() {
			if reads++; reads == 3 {
				cancel()
			}
		}}, endless(2000, 2000, maxProgressiveScans))
		require.ErrorIs(t, err, context.Canceled)
		require.NotErrorIs(t, err, ErrBroken)
		require.Less(t, reads, 6, "it was not read to its end")
	})
}

// allocated is what f takes from memory in all, in bytes.
func allocated(f func()) int {
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	f()
	runtime.ReadMemStats(&after)
	return int(after.TotalAlloc - before.TotalAlloc)
}

func TestWorstFilesStayWithinBounds(t *testing.T) {
	const pixels = 2_560_000
	for name, c := range map[string]struct {
		data     []byte
		perPixel int // bytes: what the decoder holds, and twice four where a strip is as large as the picture
	}{
		"a progressive JPEG of all the scans allowed": {endless(1600, 1600, maxProgressiveScans), 5},
		"a JPEG":                 {asJPEG(t, image.NewGray(image.Rect(0, 0, 1600, 1600)), 80), 1},
		"all pixels in a column": {asPNG(t, image.NewGray(image.Rect(0, 0, 1, pixels))), 1},
		"all pixels in a row":    {asPNG(t, image.NewGray(image.Rect(0, 0, pixels, 1))), 8},
		"sixteen bits a colour":  {asPNG(t, image.NewNRGBA64(image.Rect(0, 0, 1600, 1600))), 8},
	} {
		t.Run(name, func(t *testing.T) {
			taken := allocated(func() {
				_, err := New(Options{}).Develop(t.Context(), c.data)
				require.NoError(t, err)
			})
			t.Logf("%.1f MB, %.1f bytes a pixel", float64(taken)/1e6, float64(taken)/pixels)
			const whatIsKept = 28_000_000
			require.Less(t, taken, c.perPixel*pixels+whatIsKept)
		})
	}
}

func TestScansAreCounted(t *testing.T) {
	t.Run("no scan hides behind fill bytes, garbage or restart markers", func(t *testing.T) {
		data := endless(64, 64, 3)
		require.Equal(t, jpegShape{scans: 3, progressive: true}, walkJPEG(data))
		for _, before := range []string{"\xff", "\xff\xff", "\x00\x01", "\xff\xd0\xff\x00", "\x01\xff\xd7\x00\xff\x00\xff\xff\xff"} {
			hidden := strings.ReplaceAll(string(data), "\xff\xda", before+"\xff\xda")
			require.Equal(t, 3, walkJPEG([]byte(hidden)).scans, "behind %x", before)
			_, err := New(Options{}).Develop(t.Context(), []byte(hidden))
			require.NoError(t, err, "the decoder reads it too")
		}
	})
	t.Run("a thumbnail in a segment and a film behind the end are not counted", func(t *testing.T) {
		scans := []byte(strings.Repeat("\xff\xda\x00\x02", 100))
		data := append(withSegment(asJPEG(t, quarters(64, 64), 80), 0xe2, scans), scans...)
		require.Equal(t, 1, walkJPEG(data).scans)
		_, err := New(Options{}).Develop(t.Context(), data)
		require.NoError(t, err)
	})
}
