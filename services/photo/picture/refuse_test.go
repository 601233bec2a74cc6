package picture

import (
	"bytes"
	"image"
	"image/gif"
	"io"
	"testing"

	"github.com/stretchr/testify/require"
)

func TestDevelopRefuses(t *testing.T) {
	good, goodPNG := asJPEG(t, street(320, 240, 1), 90), asPNG(t, street(320, 240, 1))
	lossy := testdata(t, "lossy.webp")
	var moving bytes.Buffer
	require.NoError(t, gif.Encode(&moving, quarters(32, 32), nil))
	hugePNG := func(width, height string) []byte {
		return append([]byte("\x89PNG\r\n\x1a\n"), chunk("IHDR", []byte(width+height+"\x08\x02\x00\x00\x00"))...)
	}
	for name, c := range map[string]struct {
		data []byte
		want error
	}{
		"nothing at all":                                 {nil, ErrBroken},
		"a byte more than ten megabytes":                 {append(good, make([]byte, 10<<20+1-len(good))...), ErrTooLarge},
		"a GIF called .jpg":                              {moving.Bytes(), ErrType},
		"a web page":                                     {[]byte("<!doctype html><script>alert(1)</script>"), ErrType},
		"a drawing with a script in it":                  {[]byte(`<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>`), ErrType},
		"an iPhone's HEIC":                               {[]byte("\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic"), ErrType},
		"a web page that goes on as a JPEG":              {append([]byte("<html>"), good...), ErrType},
		"a WAV, which is RIFF as well":                   {[]byte("RIFF\x24\x00\x00\x00WAVEfmt "), ErrType},
		"the first three bytes of a JPEG":                {[]byte("\xff\xd8\xff"), ErrBroken},
		"a JPEG's mark before a web page":                {[]byte("\xff\xd8\xff<html><script>alert(1)</script></html>"), ErrBroken},
		"half a JPEG":                                    {good[:len(good)/2], ErrBroken},
		"half a PNG":                                     {goodPNG[:len(goodPNG)/2], ErrBroken},
		"half a WebP":                                    {lossy[:len(lossy)/2], ErrBroken},
		"a WebP that moves":                              {testdata(t, "moving.webp"), ErrBroken},
		"a PNG that says it is 50000×50000":              {hugePNG("\x00\x00\xc3\x50", "\x00\x00\xc3\x50"), ErrTooManyPixels},
		"a PNG that says it is 2147483647×2147483647":    {hugePNG("\x7f\xff\xff\xff", "\x7f\xff\xff\xff"), ErrBroken},
		"a WebP that says it is 0×32":                    {append(append(bytes.Clone(lossy[:26]), 0, 0), lossy[28:]...), ErrBroken},
		"a PNG that says it is 0×10":                     {hugePNG("\x00\x00\x00\x00", "\x00\x00\x00\x0a"), ErrBroken},
		"a WebP that says it is 16000×16000":             {riff([]byte("VP8X"), canvas(0, 16000, 16000), []byte("VP8 "), lossy[20:]), ErrTooManyPixels},
		"a WebP that says it is small around a larger":   {riff([]byte("VP8X"), canvas(0, 8, 8), []byte("VP8 "), lossy[20:]), ErrBroken},
		"a progressive JPEG of more than twenty million": {endless(5000, 4001, 2), ErrTooManyPixels},
		"a JPEG of a thousand scans":                     {endless(1000, 1000, 1000), ErrBroken},
	} {
		t.Run(name, func(t *testing.T) {
			p, err := New(Options{}).Develop(t.Context(), c.data)
			require.ErrorIs(t, err, c.want)
			require.Zero(t, p)
		})
	}
	t.Run("a pixel more than was allowed, and not a pixel less", func(t *testing.T) {
		data := asPNG(t, quarters(100, 101))
		_, err := New(Options{MaxPixels: 10_099}).Develop(t.Context(), data)
		require.ErrorIs(t, err, ErrTooManyPixels)
		require.ErrorContains(t, err, "100×101")
		_, err = New(Options{MaxPixels: 10_100}).Develop(t.Context(), data)
		require.NoError(t, err)
	})
	t.Run("a byte more than was allowed, and not a byte less", func(t *testing.T) {
		_, err := New(Options{MaxBytes: int64(len(good) - 1)}).Develop(t.Context(), good)
		require.ErrorIs(t, err, ErrTooLarge)
		_, err = New(Options{MaxBytes: int64(len(good))}).Develop(t.Context(), good)
		require.NoError(t, err)
	})
	t.Run("every JPEG cut short, wherever it was cut, and never panics", func(t *testing.T) {
		good := asJPEG(t, street(48, 32, 1), 90)
		for n := 3; n < len(good)-2; n++ {
			_, err := New(Options{}).Develop(t.Context(), good[:n])
			require.ErrorIs(t, err, ErrBroken, "cut at %d", n)
		}
	})
	t.Run("a file that makes its decoder panic", func(t *testing.T) {
		f, err := read(good)
		require.NoError(t, err)
		f.decode = func(io.Reader) (image.Image, error) { panic("index out of range") }
		_, err = f.open(t.Context(), 100)
		require.ErrorIs(t, err, ErrBroken)
		require.ErrorContains(t, err, "panicked")
	})
	t.Run("a file whose decoder gives another size than its header said", func(t *testing.T) {
		f, err := read(good)
		require.NoError(t, err)
		f.width++
		_, err = f.open(t.Context(), 100)
		require.ErrorIs(t, err, ErrBroken)
	})
	t.Run("in Chinese, with what was allowed", func(t *testing.T) {
		require.Equal(t, "只收 JPEG、PNG 或 WebP 照片", ErrType.TitleZH)
		require.Equal(t, "照片打不开，请重拍一张", ErrBroken.TitleZH)
		_, err := New(Options{}).inspect(make([]byte, 10<<20+1))
		require.Equal(t, "照片最大 10 MB", asFault(t, err).ZH)
	})
}
