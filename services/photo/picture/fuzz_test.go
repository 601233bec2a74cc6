package picture

import (
	"errors"
	"testing"

	"github.com/stretchr/testify/require"
)

// Whatever is uploaded is either one of four refusals or a picture within the bounds that holds only pixels.
func FuzzDevelop(f *testing.F) {
	for _, name := range []string{"lossy.webp", "lossless.webp", "alpha.webp", "moving.webp"} {
		f.Add(testdata(f, name))
	}
	f.Add(withJPEGExif(asJPEG(f, quarters(24, 16), 80), exif(bigEndian, 6)))
	f.Add(withChunk(asPNG(f, quarters(24, 16)), "eXIf", exif(littleEndian, 8)))
	f.Add(endless(16, 16, 5))
	f.Add([]byte("GIF89a"))
	s := New(Options{MaxBytes: 64 << 10, MaxPixels: 100_000, MaxSide: 64})
	f.Fuzz(func(t *testing.T, data []byte) {
		p, err := s.Develop(t.Context(), data)
		require.Empty(t, s.seats)
		if err != nil {
			for _, refusal := range []error{ErrTooLarge, ErrTooManyPixels, ErrType, ErrBroken} {
				if errors.Is(err, refusal) {
					return
				}
			}
			t.Fatalf("no refusal: %v", err)
		}
		size := opened(t, p.JPEG).Bounds().Size()
		require.Equal(t, []int{p.Width, p.Height}, []int{size.X, size.Y})
		require.LessOrEqual(t, max(p.Width, p.Height), 64)
		opened(t, p.Thumb)
	})
}

// Any block of bytes is read as an orientation from 1 to 8.
func FuzzOrientation(f *testing.F) {
	f.Add(exif(bigEndian, 6))
	f.Add(exif(littleEndian, 3))
	f.Fuzz(func(t *testing.T, tiff []byte) {
		value := orientation(tiff)
		require.True(t, 1 <= value && value <= 8, "%d", value)
	})
}
