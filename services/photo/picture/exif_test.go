package picture

import (
	"encoding/binary"
	"image"
	"image/color"
	"testing"

	"github.com/stretchr/testify/require"

	"qingxiaoyi.cn/qingxiaoyi/services/fault"
)

var (
	bigEndian    binary.AppendByteOrder = binary.BigEndian
	littleEndian binary.AppendByteOrder = binary.LittleEndian
)

func asFault(tb testing.TB, err error) *fault.Fault {
	tb.Helper()
	f := fault.As(err)
	require.NotNil(tb, f)
	return f
}

// where EXIF 2.32, 4.6.4 A, says the stored row 0 and column 0 are seen.
var sides = map[uint16][2]string{
	1: {"top", "left"}, 2: {"top", "right"}, 3: {"bottom", "right"}, 4: {"bottom", "left"},
	5: {"left", "top"}, 6: {"right", "top"}, 7: {"right", "bottom"}, 8: {"left", "bottom"},
}

func TestOrientationIsApplied(t *testing.T) {
	opposite := map[string]string{"top": "bottom", "bottom": "top", "left": "right", "right": "left"}
	photo, drawing, lossy := asJPEG(t, quarters(96, 64), 95), asPNG(t, quarters(96, 64)), testdata(t, "lossy.webp")
	corner := func(size image.Point, a, b string) (x, y int) {
		x, y = 6, 6
		if a == "right" || b == "right" {
			x = size.X - 7
		}
		if a == "bottom" || b == "bottom" {
			y = size.Y - 7
		}
		return x, y
	}
	for value, side := range sides {
		row0, column0 := side[0], side[1]
		for name, data := range map[string][]byte{
			"big-endian JPEG":    withJPEGExif(photo, exif(bigEndian, value)),
			"little-endian JPEG": withJPEGExif(photo, exif(littleEndian, value)),
			"PNG":                withChunk(drawing, "eXIf", exif(bigEndian, value)),
		} {
			t.Run("row 0 is seen at the "+row0+", column 0 at the "+column0+" of a "+name, func(t *testing.T) {
				p, err := New(Options{}).Develop(t.Context(), data)
				require.NoError(t, err)
				m := opened(t, p.JPEG)
				size := m.Bounds().Size()
				require.Equal(t, image.Pt(p.Width, p.Height), size)
				require.Equal(t, value >= 5, size == image.Pt(64, 96), "stands upright")
				for _, c := range []struct {
					colour color.RGBA
					a, b   string
				}{
					{red, row0, column0},
					{green, row0, opposite[column0]},
					{blue, opposite[row0], column0},
					{white, opposite[row0], opposite[column0]},
				} {
					x, y := corner(size, c.a, c.b)
					requireColour(t, c.colour, m, x, y)
				}
			})
		}
	}
	for name, block := range map[string][]byte{
		"as the format says":       exif(littleEndian, 6),
		"with the words of a JPEG": append([]byte("Exif\x00\x00"), exif(littleEndian, 6)...),
	} {
		t.Run("a WebP on its side, "+name+", stands up", func(t *testing.T) {
			data := riff([]byte("VP8X"), canvas(0x08, 48, 32), []byte("VP8 "), lossy[20:], []byte("EXIF"), block)
			p, err := New(Options{}).Develop(t.Context(), data)
			require.NoError(t, err)
			require.Equal(t, []int{32, 48}, []int{p.Width, p.Height})
			requireColour(t, red, opened(t, p.JPEG), 16, 8)
			requireColour(t, blue, opened(t, p.JPEG), 16, 40)
		})
	}
}

func TestOrientationThatMakesNoSense(t *testing.T) {
	whole := exif(bigEndian, 6)
	require.Equal(t, 6, orientation(whole))
	t.Run("cut short anywhere leaves the picture as it stands", func(t *testing.T) {
		const known = 8 + 2 + 2*12 // the end of the entry
		for n := range known {
			require.Equal(t, 1, orientation(whole[:n]), "cut at %d", n)
		}
		require.Equal(t, 6, orientation(whole[:known]))
	})
	for name, tiff := range map[string][]byte{
		"0":                                 exif(bigEndian, 0),
		"9":                                 exif(littleEndian, 9),
		"65535":                             exif(bigEndian, 65535),
		"a directory beyond the end":        append([]byte("MM\x00*\xff\xff\xff\xff"), whole[8:]...),
		"a block that is no TIFF":           append([]byte("MM\x00+"), whole[4:]...),
		"a block of the other byte order":   append([]byte("II*\x00"), whole[4:]...),
		"an entry that says it is a string": append(append(append([]byte{}, whole[:8+2+12+2]...), 0, 2), whole[8+2+12+4:]...),
	} {
		t.Run(name+" leaves the picture as it stands", func(t *testing.T) {
			require.Equal(t, 1, orientation(tiff))
			p, err := New(Options{}).Develop(t.Context(), withJPEGExif(asJPEG(t, quarters(96, 64), 90), tiff))
			require.NoError(t, err)
			require.Equal(t, []int{96, 64}, []int{p.Width, p.Height})
		})
	}
	t.Run("twice counts the first time", func(t *testing.T) {
		data := withJPEGExif(asJPEG(t, quarters(96, 64), 90), exif(bigEndian, 1))
		f, err := read(withJPEGExif(data, exif(bigEndian, 6)))
		require.NoError(t, err)
		require.Equal(t, 6, f.orientation)
	})
	t.Run("written as a long is read", func(t *testing.T) {
		tiff := exif(bigEndian, 0)
		copy(tiff[8+2+12:], "\x01\x12\x00\x04\x00\x00\x00\x01\x00\x00\x00\x08")
		require.Equal(t, 8, orientation(tiff))
	})
}
