package picture

// What a test develops: pictures made here, and files put together byte by byte as a phone or a vandal would send them.

import (
	"bytes"
	"encoding/binary"
	"hash/crc32"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"
)

var (
	red   = color.RGBA{220, 30, 30, 255}
	green = color.RGBA{30, 160, 40, 255}
	blue  = color.RGBA{30, 60, 200, 255}
	white = color.RGBA{255, 255, 255, 255}
)

// quarters is a picture of four colours: red top left, green top right, blue bottom left, white bottom right.
func quarters(width, height int) *image.RGBA {
	m := image.NewRGBA(image.Rect(0, 0, width, height))
	for y := range height {
		for x := range width {
			c := [2][2]color.RGBA{{red, green}, {blue, white}}[2*y/height][2*x/width]
			m.SetRGBA(x, y, c)
		}
	}
	return m
}

// street is a picture with something on it everywhere; another seed is another street.
func street(width, height int, seed uint32) *image.RGBA {
	m := image.NewRGBA(image.Rect(0, 0, width, height))
	const houses = 12
	var walls [houses][houses]color.RGBA
	for i := range houses * houses {
		seed = seed*1664525 + 1013904223
		walls[i/houses][i%houses] = color.RGBA{byte(seed >> 24), byte(seed >> 16), byte(seed >> 8), 255}
	}
	for y := range height {
		for x := range width {
			m.SetRGBA(x, y, walls[y*houses/height][x*houses/width])
		}
	}
	return m
}

func asJPEG(tb testing.TB, m image.Image, quality int) []byte {
	tb.Helper()
	var out bytes.Buffer
	require.NoError(tb, jpeg.Encode(&out, m, &jpeg.Options{Quality: quality}))
	return out.Bytes()
}

func asPNG(tb testing.TB, m image.Image) []byte {
	tb.Helper()
	var out bytes.Buffer
	require.NoError(tb, (&png.Encoder{CompressionLevel: png.BestSpeed}).Encode(&out, m))
	return out.Bytes()
}

// testdata is 48×32, red left and blue right, by Debian's webp 1.2.4; alpha.webp is transparent in its lower half.
func testdata(tb testing.TB, name string) []byte {
	tb.Helper()
	data, err := os.ReadFile(filepath.Join("testdata", name))
	require.NoError(tb, err)
	return data
}

// daqing is what a phone writes about where it was; it must never come out again.
const daqing = "46.5893N,125.1036E"

// exif is a TIFF block with an orientation and a GPS directory, in the byte order asked for.
func exif(order binary.AppendByteOrder, orientation uint16) []byte {
	head := map[bool]string{true: "MM\x00*", false: "II*\x00"}[order == binary.AppendByteOrder(binary.BigEndian)]
	b := order.AppendUint32([]byte(head), 8)
	b = order.AppendUint16(b, 3)
	entry := func(tag, kind uint16, count uint32) {
		b = order.AppendUint32(order.AppendUint16(order.AppendUint16(b, tag), kind), count)
	}
	entry(0x010f, 2, 4)
	b = append(b, "QXY\x00"...) // make of the camera
	entry(0x0112, 3, 1)
	b = order.AppendUint16(order.AppendUint16(b, orientation), 0)
	entry(0x8825, 4, 1)
	b = order.AppendUint32(b, 8+2+3*12+4)
	b = order.AppendUint32(b, 0)
	b = order.AppendUint16(b, 1)
	entry(0x001b, 7, uint32(len(daqing)))
	b = order.AppendUint32(b, 8+2+3*12+4+2+12+4)
	b = order.AppendUint32(b, 0)
	return append(b, daqing...)
}

// withSegment puts an application segment behind a JPEG's first marker.
func withSegment(data []byte, marker byte, body []byte) []byte {
	segment := binary.BigEndian.AppendUint16([]byte{0xff, marker}, uint16(len(body)+2))
	return bytes.Join([][]byte{data[:2], segment, body, data[2:]}, nil)
}

func withJPEGExif(data, tiff []byte) []byte {
	return withSegment(data, 0xe1, append([]byte("Exif\x00\x00"), tiff...))
}

// chunk is one of PNG's.
func chunk(name string, body []byte) []byte {
	b := binary.BigEndian.AppendUint32(nil, uint32(len(body)))
	b = append(append(b, name...), body...)
	return binary.BigEndian.AppendUint32(b, crc32.ChecksumIEEE(b[4:]))
}

const headOfPNG = 8 + 4 + 4 + 13 + 4 // signature and IHDR

func withChunk(data []byte, name string, body []byte) []byte {
	return bytes.Join([][]byte{data[:headOfPNG], chunk(name, body), data[headOfPNG:]}, nil)
}

// riff is a WebP file of the chunks given as name, body, name, body …
func riff(parts ...[]byte) []byte {
	b := []byte("WEBP")
	for i := 0; i < len(parts); i += 2 {
		b = append(b, parts[i]...)
		b = binary.LittleEndian.AppendUint32(b, uint32(len(parts[i+1])))
		b = append(b, parts[i+1]...)
		if len(parts[i+1])%2 == 1 {
			b = append(b, 0)
		}
	}
	return append(binary.LittleEndian.AppendUint32([]byte("RIFF"), uint32(len(b))), b...)
}

// canvas is the body of a VP8X chunk.
func canvas(flags byte, width, height int) []byte {
	w, h := width-1, height-1
	return []byte{flags, 0, 0, 0, byte(w), byte(w >> 8), byte(w >> 16), byte(h), byte(h >> 8), byte(h >> 16)}
}

// endless is a grey progressive JPEG whose scans after the first change nothing and cost fifty bytes each.
func endless(width, height, scans int) []byte {
	segment := func(marker byte, body ...byte) []byte {
		return append(binary.BigEndian.AppendUint16([]byte{0xff, marker}, uint16(len(body)+2)), body...)
	}
	table := func(class, symbol byte) []byte { // one code, "0"
		return segment(0xc4, append(append([]byte{class, 1}, make([]byte, 15)...), symbol)...)
	}
	blocks := ((width + 7) / 8) * ((height + 7) / 8)
	out := append([]byte{0xff, 0xd8}, segment(0xdb, append([]byte{0}, bytes.Repeat([]byte{1}, 64)...)...)...)
	out = append(out, segment(0xc2, 8, byte(height>>8), byte(height), byte(width>>8), byte(width), 1, 1, 0x11, 0)...)
	out = append(append(out, table(0x00, 0)...), table(0x10, 0xe0)...)
	out = append(out, segment(0xda, 1, 1, 0, 0, 0, 0)...)
	out = append(out, make([]byte, (blocks+7)/8)...) // each block: no difference
	runs := (blocks + 16383) / 16384                 // each: "0" and fourteen more zeros, 16384 blocks end here
	scan := append(segment(0xda, 1, 1, 0, 1, 63, 0), make([]byte, (15*runs+7)/8)...)
	for range scans - 1 {
		out = append(out, scan...)
	}
	return append(out, 0xff, 0xd9)
}
