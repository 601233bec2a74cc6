package picture

import (
	"bytes"
	"context"
	"fmt"
	"image"
	"image/jpeg"
	"image/png"
	"io"

	"golang.org/x/image/webp"
)

// film is an upload that has been looked at but not opened: what its headers say, and how to open it.
type film struct {
	data          []byte
	kind          string
	decode        func(io.Reader) (image.Image, error)
	width, height int
	progressive   bool
	orientation   int // EXIF 2.32, tag 0x0112: 1 to 8
}

// read judges data by its first bytes alone and reads its headers. The decoders are called by name, not through
// image.Decode, so that an import elsewhere cannot teach us a further format.
func read(data []byte) (film, error) {
	f := film{data: data}
	var config func(io.Reader) (image.Config, error)
	var exif []byte
	switch {
	case len(data) == 0:
		return film{}, ErrBroken
	case bytes.HasPrefix(data, []byte("\xff\xd8\xff")):
		f.kind, config, f.decode = "jpeg", jpeg.DecodeConfig, jpeg.Decode
		shape := walkJPEG(data)
		if !shape.sane() {
			return film{}, fmt.Errorf("%w: a JPEG of %d scans", ErrBroken, shape.scans)
		}
		f.progressive, exif = shape.progressive, shape.exif
	case bytes.HasPrefix(data, []byte("\x89PNG\r\n\x1a\n")):
		f.kind, config, f.decode, exif = "png", png.DecodeConfig, png.Decode, exifOfPNG(data)
	case len(data) >= 12 && string(data[:4]) == "RIFF" && string(data[8:12]) == "WEBP":
		f.kind, config, f.decode, exif = "webp", webp.DecodeConfig, webp.Decode, exifOfWebP(data)
	default:
		return film{}, ErrType
	}
	f.orientation = orientation(exif)
	err := guard(func() error {
		c, err := config(bytes.NewReader(data))
		f.width, f.height = c.Width, c.Height
		return err
	})
	if err == nil && (f.width <= 0 || f.height <= 0) {
		err = fmt.Errorf("it is %d×%d", f.width, f.height)
	}
	if err != nil {
		return film{}, fmt.Errorf("%w: read %s header: %w", ErrBroken, f.kind, err)
	}
	return f, nil
}

// open decodes the film and shrinks it, upright, to a long side of at most side pixels on white. Decoding stops soon after
// ctx ends, because the decoders then cannot read on.
func (f film) open(ctx context.Context, side int) (*image.RGBA, error) {
	var shown *image.RGBA
	in := bytes.NewReader(f.data)
	err := guard(func() error {
		m, err := f.decode(readFunc(func(p []byte) (int, error) {
			if err := ctx.Err(); err != nil {
				return 0, err
			}
			return in.Read(p)
		}))
		if err != nil {
			return err
		}
		if size := m.Bounds().Size(); size != image.Pt(f.width, f.height) {
			return fmt.Errorf("it is %v, its header says %d×%d", size, f.width, f.height)
		}
		shown = upright(shrink(m, side), f.orientation)
		return nil
	})
	if ctx.Err() != nil {
		return nil, fmt.Errorf("develop %s: %w", f.kind, ctx.Err())
	}
	if err != nil {
		return nil, fmt.Errorf("%w: decode %s: %w", ErrBroken, f.kind, err)
	}
	return shown, nil
}

// guard turns a panic of a decoder into an error: a file that trips one is broken, and the house stands.
func guard(f func() error) (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("decoder panicked: %v", r)
		}
	}()
	return f()
}

type readFunc func([]byte) (int, error)

func (f readFunc) Read(p []byte) (int, error) { return f(p) }
