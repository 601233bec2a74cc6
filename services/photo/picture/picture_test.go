package picture

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"image"
	"image/color"
	"image/jpeg"
	"testing"

	"github.com/stretchr/testify/require"
)

// opened decodes one of our own JPEGs after checking that it holds nothing but a picture.
func opened(tb testing.TB, data []byte) image.Image {
	tb.Helper()
	for p := 2; data[p+1] != 0xda; p += 2 + int(data[p+2])<<8 + int(data[p+3]) {
		require.Contains(tb, []byte{0xc0, 0xc4, 0xdb}, data[p+1], "segment %x of a kept picture", data[p+1])
	}
	m, err := jpeg.Decode(bytes.NewReader(data))
	require.NoError(tb, err)
	return m
}

func requireColour(tb testing.TB, want color.RGBA, m image.Image, x, y int) {
	tb.Helper()
	got := color.RGBAModel.Convert(m.At(x, y)).(color.RGBA)
	for _, pair := range [][2]uint8{{want.R, got.R}, {want.G, got.G}, {want.B, got.B}} {
		require.InDelta(tb, pair[0], pair[1], 24, "%v at %d,%d should be %v", got, x, y, want)
	}
}

func TestDevelopKeepsAPhotograph(t *testing.T) {
	t.Run("a JPEG of eight million pixels comes out 1600 pixels long with a thumbnail of 320", func(t *testing.T) {
		p, err := New(Options{}).Develop(t.Context(), asJPEG(t, quarters(3200, 2400), 90))
		require.NoError(t, err)
		require.Equal(t, []int{1600, 1200}, []int{p.Width, p.Height})
		m, thumb := opened(t, p.JPEG), opened(t, p.Thumb)
		require.Equal(t, image.Pt(1600, 1200), m.Bounds().Size())
		require.Equal(t, image.Pt(320, 240), thumb.Bounds().Size())
		for _, small := range []image.Image{m, thumb} {
			size := small.Bounds().Size()
			requireColour(t, red, small, 20, 20)
			requireColour(t, green, small, size.X-20, 20)
			requireColour(t, blue, small, 20, size.Y-20)
			requireColour(t, white, small, size.X-20, size.Y-20)
		}
		sum := sha256.Sum256(p.JPEG)
		require.Equal(t, hex.EncodeToString(sum[:]), p.SHA256)
	})
	t.Run("the same upload twice is the same picture", func(t *testing.T) {
		data := asJPEG(t, street(640, 480, 1), 90)
		first, err := New(Options{}).Develop(t.Context(), data)
		require.NoError(t, err)
		second, err := New(Options{}).Develop(t.Context(), data)
		require.NoError(t, err)
		require.Equal(t, first, second)
	})
	t.Run("a small picture is not enlarged", func(t *testing.T) {
		p, err := New(Options{}).Develop(t.Context(), asPNG(t, quarters(100, 60)))
		require.NoError(t, err)
		require.Equal(t, []int{100, 60}, []int{p.Width, p.Height})
		require.Equal(t, image.Pt(100, 60), opened(t, p.Thumb).Bounds().Size())
	})
	t.Run("what is not asked for is 10 MB, 40 million pixels, 1600 long, quality 85", func(t *testing.T) {
		require.Equal(t, Options{10 << 20, 40_000_000, 1600, 85}, New(Options{MaxBytes: -1}).opt)
	})
	t.Run("transparency becomes white", func(t *testing.T) {
		m := image.NewNRGBA(image.Rect(0, 0, 64, 64))
		for i := range 64 * 32 {
			m.SetNRGBA(i%64, i/64, color.NRGBA{200, 0, 0, 255})
		}
		p, err := New(Options{}).Develop(t.Context(), asPNG(t, m))
		require.NoError(t, err)
		requireColour(t, color.RGBA{200, 0, 0, 255}, opened(t, p.JPEG), 32, 10)
		requireColour(t, white, opened(t, p.JPEG), 32, 50)
	})
	for _, name := range []string{"lossy.webp", "lossless.webp", "alpha.webp"} {
		t.Run("opens "+name, func(t *testing.T) {
			p, err := New(Options{}).Develop(t.Context(), testdata(t, name))
			require.NoError(t, err)
			m := opened(t, p.JPEG)
			require.Equal(t, image.Pt(48, 32), m.Bounds().Size())
			requireColour(t, red, m, 8, 6)
			requireColour(t, blue, m, 40, 6)
			if name == "alpha.webp" {
				requireColour(t, white, m, 8, 26)
			}
		})
	}
	t.Run("the edge of a grey wall stays grey where the last columns and rows are fewer than the rest", func(t *testing.T) {
		wall := image.NewGray(image.Rect(0, 0, 4805, 3203))
		for i := range wall.Pix {
			wall.Pix[i] = 0x50
		}
		m := shrink(wall, 1600)
		require.Equal(t, image.Pt(1600, 1067), m.Rect.Size())
		require.True(t, bytes.Equal(bytes.Repeat([]byte{0x50, 0x50, 0x50, 0xff}, 1600*1067), m.Pix))
	})
	for name, m := range map[string]image.Image{
		"grey":                           &image.Gray{Pix: make([]byte, 64*64), Stride: 64, Rect: image.Rect(0, 0, 64, 64)},
		"16-bit":                         image.NewNRGBA64(image.Rect(0, 0, 64, 64)),
		"of few colours":                 image.NewPaletted(image.Rect(0, 0, 64, 64), color.Palette{color.Black, color.White}),
		"one pixel wide, very long":      image.NewGray(image.Rect(0, 0, 1, 100_000)),
		"one pixel high, very long":      image.NewGray(image.Rect(0, 0, 100_000, 1)),
		"of one pixel":                   image.NewGray(image.Rect(0, 0, 1, 1)),
		"of a side just above what fits": image.NewGray(image.Rect(0, 0, 1601, 801)),
	} {
		t.Run("opens a PNG "+name, func(t *testing.T) {
			p, err := New(Options{}).Develop(t.Context(), asPNG(t, m))
			require.NoError(t, err)
			require.Equal(t, image.Pt(p.Width, p.Height), opened(t, p.JPEG).Bounds().Size())
			require.LessOrEqual(t, max(p.Width, p.Height), 1600)
		})
	}
}

func TestDevelopKeepsNothingButPixels(t *testing.T) {
	script := "<script>alert(document.cookie)</script>"
	photo := asJPEG(t, quarters(64, 48), 90)
	drawing := asPNG(t, quarters(64, 48))
	lossy := testdata(t, "lossy.webp")
	for name, data := range map[string][]byte{
		"a JPEG with GPS":                  withJPEGExif(photo, exif(bigEndian, 1)),
		"a JPEG with GPS, little-endian":   withJPEGExif(photo, exif(littleEndian, 1)),
		"a JPEG with XMP":                  withSegment(photo, 0xe1, []byte("http://ns.adobe.com/xap/1.0/\x00"+daqing)),
		"a JPEG with a colour profile":     withSegment(photo, 0xe2, []byte("ICC_PROFILE\x00\x01\x01"+daqing)),
		"a JPEG with IPTC":                 withSegment(photo, 0xed, []byte("Photoshop 3.0\x00"+daqing)),
		"a JPEG with a comment":            withSegment(photo, 0xfe, []byte(daqing+script)),
		"a JPEG with a web page behind it": append(bytes.Clone(photo), script+daqing...),
		"a PNG with a text":                withChunk(drawing, "tEXt", []byte("Comment\x00"+daqing)),
		"a PNG with EXIF":                  withChunk(drawing, "eXIf", exif(bigEndian, 1)),
		"a PNG with a web page behind it":  append(bytes.Clone(drawing), script+daqing...),
		"a WebP with EXIF and XMP": riff([]byte("VP8X"), canvas(0x0c, 48, 32), []byte("VP8 "), lossy[20:],
			[]byte("EXIF"), exif(littleEndian, 1), []byte("XMP "), []byte(script+daqing)),
	} {
		t.Run("of "+name, func(t *testing.T) {
			require.Contains(t, string(data), daqing, "the test itself")
			p, err := New(Options{}).Develop(t.Context(), data)
			require.NoError(t, err)
			for _, kept := range [][]byte{p.JPEG, p.Thumb} {
				opened(t, kept)
				for _, secret := range []string{daqing, "Exif", "QXY", "adobe", "ICC_PROFILE", "script"} {
					require.NotContains(t, string(kept), secret)
				}
			}
		})
	}
}

func TestHashFindsAReusedPhotograph(t *testing.T) {
	develop := func(t *testing.T, data []byte) Picture {
		t.Helper()
		p, err := New(Options{}).Develop(t.Context(), data)
		require.NoError(t, err)
		return p
	}
	first := develop(t, asJPEG(t, street(1000, 800, 7), 95))
	t.Run("saved again, smaller and worse", func(t *testing.T) {
		for _, data := range [][]byte{asJPEG(t, street(600, 480, 7), 40), asPNG(t, street(400, 320, 7)), first.JPEG, first.Thumb} {
			require.LessOrEqual(t, Distance(first.Hash, develop(t, data).Hash), 6)
		}
	})
	t.Run("turned by its EXIF instead of by its pixels", func(t *testing.T) {
		onItsSide := turned(street(1000, 800, 7), true, true, false) // a quarter to the left, which 6 turns back
		again := develop(t, withJPEGExif(asJPEG(t, onItsSide, 95), exif(bigEndian, 6)))
		require.LessOrEqual(t, Distance(first.Hash, again.Hash), 6)
	})
	t.Run("and tells other streets apart", func(t *testing.T) {
		for seed := range uint32(20) {
			other := develop(t, asJPEG(t, street(400, 300, 100+seed), 90))
			require.Greater(t, Distance(first.Hash, other.Hash), 12, "street %d", seed)
		}
	})
	t.Run("in years to come as well", func(t *testing.T) {
		require.Equal(t, uint64(0x73e48d99bad2b9d5), look(street(360, 320, 7)), "hashes are kept; changing how they are made forgets them all")
	})
	t.Run("and a blank wall looks like nothing", func(t *testing.T) {
		require.Zero(t, develop(t, asPNG(t, image.NewGray(image.Rect(0, 0, 200, 200)))).Hash)
	})
}
