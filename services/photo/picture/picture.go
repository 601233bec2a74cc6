// Package picture alone turns an uploaded file into a safe picture: it opens what a stranger sent, within bounds set before
// anything is decoded, and gives back a small upright JPEG that carries nothing but what can be seen on it.
package picture

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"image"
	"image/jpeg"

	"qingxiaoyi.cn/qingxiaoyi/services/fault"
)

// What is refused. Who sent the file may read why; none of these is ever a failure of ours.
var (
	// ErrTooLarge: more bytes than Options.MaxBytes.
	ErrTooLarge = fault.New(fault.TooLarge, "upload.too_large", "照片文件太大", "The picture file is too large")
	// ErrTooManyPixels: the file says of itself that it holds more than Options.MaxPixels.
	ErrTooManyPixels = fault.New(fault.Refused, "upload.pixels", "照片像素太高", "The picture has too many pixels")
	// ErrType: by its first bytes it is no JPEG, PNG or WebP, whatever it is called.
	ErrType = fault.New(fault.Unsupported, "upload.type", "只收 JPEG、PNG 或 WebP 照片", "Only JPEG, PNG or WebP pictures are accepted")
	// ErrBroken: it begins like a picture and cannot be read as one.
	ErrBroken = fault.New(fault.Refused, "upload.broken", "照片打不开，请重拍一张", "The picture cannot be opened, please take another")
)

// atOnce is how many pictures are open at a time. One at its worst (40 million pixels of 16-bit PNG) takes up to
// 0.6 GB, a phone's 12 million 0.1, so this bounds the memory of the whole house, and it leaves a core to everybody else.
const atOnce = 2

// thumbSide is the long side of a thumbnail in pixels: a list on a phone shows it at 100 points on a 3× screen.
const thumbSide = 320

// Options bound what is taken in and say what is kept. What is zero or less is replaced by its default.
type Options struct {
	MaxBytes  int64 // of the uploaded file; 10 MB
	MaxPixels int   // width × height of the uploaded picture; 40 million. Half of it for a progressive JPEG
	MaxSide   int   // long side of what is kept, in pixels; 1600
	Quality   int   // of the JPEGs, 1 to 100; 85
}

// Picture is what is kept of an upload. Both JPEGs are upright, opaque and without metadata of any kind, so without place,
// time, camera or colour profile.
type Picture struct {
	JPEG   []byte // long side Options.MaxSide at most; a smaller picture is not enlarged
	Thumb  []byte // long side 320 pixels at most
	Width  int    // of JPEG, in pixels
	Height int    // of JPEG, in pixels
	SHA256 string // of JPEG, in hexadecimal; equal uploads give equal ones
	Hash   uint64 // what it looks like, see Distance
}

// Studio develops pictures, two at a time. It is safe for use by many.
type Studio struct {
	opt   Options
	seats chan struct{}
}

// New opens a studio.
func New(opt Options) *Studio {
	if opt.MaxBytes <= 0 {
		opt.MaxBytes = 10 << 20
	}
	if opt.MaxPixels <= 0 {
		opt.MaxPixels = 40_000_000
	}
	if opt.MaxSide <= 0 {
		opt.MaxSide = 1600
	}
	if opt.Quality <= 0 {
		opt.Quality = 85
	}
	return &Studio{opt: opt, seats: make(chan struct{}, atOnce)}
}

// Develop opens data, whatever it is said to be, and makes a Picture of it. It waits for a seat as long as ctx allows and
// lets go when ctx ends. Its refusals are ErrTooLarge, ErrTooManyPixels, ErrType and ErrBroken; any other error is of ctx.
func (s *Studio) Develop(ctx context.Context, data []byte) (Picture, error) {
	film, err := s.inspect(data)
	if err != nil {
		return Picture{}, err
	}
	select {
	case s.seats <- struct{}{}:
		defer func() { <-s.seats }()
	case <-ctx.Done():
		return Picture{}, fmt.Errorf("wait for a seat in the studio: %w", ctx.Err())
	}
	shown, err := film.open(ctx, s.opt.MaxSide)
	if err != nil {
		return Picture{}, err
	}
	return s.finish(shown)
}

// inspect refuses whatever can be refused without decoding a pixel.
func (s *Studio) inspect(data []byte) (film, error) {
	if int64(len(data)) > s.opt.MaxBytes {
		mb := float64(s.opt.MaxBytes) / (1 << 20)
		return film{}, ErrTooLarge.Because(fmt.Sprintf("照片最大 %.4g MB", mb), fmt.Sprintf("A picture may have %.4g MB", mb))
	}
	f, err := read(data)
	if err != nil {
		return film{}, err
	}
	most := int64(s.opt.MaxPixels)
	if f.progressive {
		most /= 2 // its coefficients stay in memory until the last scan, four bytes for each pixel and colour
	}
	if int64(f.width)*int64(f.height) > most {
		return film{}, ErrTooManyPixels.Because(
			fmt.Sprintf("这张照片 %d×%d，最多 %d 万像素", f.width, f.height, most/10_000),
			fmt.Sprintf("It is %d×%d; at most %d pixels", f.width, f.height, most))
	}
	return f, nil
}

// finish makes the two JPEGs. Metadata needs no removing: only pixels got this far.
func (s *Studio) finish(m *image.RGBA) (Picture, error) {
	small := shrink(m, thumbSide)
	p := Picture{Width: m.Rect.Dx(), Height: m.Rect.Dy(), Hash: look(small)}
	var err error
	if p.JPEG, err = s.encode(m); err != nil {
		return Picture{}, err
	}
	if p.Thumb, err = s.encode(small); err != nil {
		return Picture{}, err
	}
	sum := sha256.Sum256(p.JPEG)
	p.SHA256 = hex.EncodeToString(sum[:])
	return p, nil
}

func (s *Studio) encode(m image.Image) ([]byte, error) {
	var out bytes.Buffer
	if err := jpeg.Encode(&out, m, &jpeg.Options{Quality: s.opt.Quality}); err != nil {
		return nil, fmt.Errorf("encode picture: %w", err)
	}
	return out.Bytes(), nil
}
