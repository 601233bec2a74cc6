package picture

import (
	"image"
	"image/draw"

	xdraw "golang.org/x/image/draw"
)

// shrink draws m on white with a long side of at most side pixels; what is smaller keeps its size. Whole steps are averaged
// first and the rest, less than half, is bilinear: a bilinear kernel over everything would want 32 bytes for every source
// row and target column, which is 1.3 GB for a picture one pixel wide and forty million high.
func shrink(m image.Image, side int) *image.RGBA {
	size := m.Bounds().Size()
	long := max(size.X, size.Y)
	coarse := average(m, max(1, long/side))
	if long <= side {
		return coarse
	}
	fit := func(n int) int { return max(1, int((int64(n)*int64(side)+int64(long)/2)/int64(long))) }
	out := image.NewRGBA(image.Rect(0, 0, fit(size.X), fit(size.Y)))
	if out.Rect == coarse.Rect {
		return coarse
	}
	xdraw.ApproxBiLinear.Scale(out, out.Rect, coarse, coarse.Rect, draw.Src, nil)
	return out
}

// average makes one pixel of every k×k of m, on white. It works in strips of k rows, so m is never held a second time.
func average(m image.Image, k int) *image.RGBA {
	b := m.Bounds()
	out := image.NewRGBA(image.Rect(0, 0, (b.Dx()+k-1)/k, (b.Dy()+k-1)/k))
	strip := image.NewRGBA(image.Rect(0, 0, b.Dx(), min(k, b.Dy())))
	sums := make([]int64, 3*out.Rect.Dx())
	for y := range out.Rect.Dy() {
		strip.Rect.Max.Y = min(k, b.Dy()-y*k)
		draw.Draw(strip, strip.Rect, image.White, image.Point{}, draw.Src)
		draw.Draw(strip, strip.Rect, m, image.Pt(b.Min.X, b.Min.Y+y*k), draw.Over)
		meanOf(strip, k, sums, out.Pix[y*out.Stride:][:out.Stride])
	}
	return out
}

// meanOf writes into row the mean of every k columns of strip. The last ones may be fewer.
func meanOf(strip *image.RGBA, k int, sums []int64, row []byte) {
	width, height := strip.Rect.Dx(), strip.Rect.Dy()
	clear(sums)
	for y := range height {
		pix := strip.Pix[y*strip.Stride:][:4*width]
		for x, cell := 0, 0; x < width; x, cell = x+k, cell+3 {
			r, g, b := int64(0), int64(0), int64(0)
			part := pix[4*x : 4*min(x+k, width)]
			for ; len(part) >= 4; part = part[4:] {
				r, g, b = r+int64(part[0]), g+int64(part[1]), b+int64(part[2])
			}
			sums[cell] += r
			sums[cell+1] += g
			sums[cell+2] += b
		}
	}
	for x, p := 0, row; x < width; x, p = x+k, p[4:] {
		n := int64(height * min(k, width-x))
		mean := func(sum int64) byte { return byte((sum + n/2) / n) } //nolint:gosec // a mean of bytes is one
		p[0], p[1], p[2], p[3] = mean(sums[0]), mean(sums[1]), mean(sums[2]), 0xff
		sums = sums[3:]
	}
}

// turns says for each EXIF orientation how to walk the stored picture so that it comes out upright.
var turns = [9]struct{ swap, mirrorX, mirrorY bool }{
	2: {mirrorX: true},
	3: {mirrorX: true, mirrorY: true},
	4: {mirrorY: true},
	5: {swap: true},
	6: {swap: true, mirrorY: true},
	7: {swap: true, mirrorX: true, mirrorY: true},
	8: {swap: true, mirrorX: true},
}

// upright turns m as its EXIF orientation asks.
func upright(m *image.RGBA, orientation int) *image.RGBA {
	turn := turns[orientation]
	if turn.swap || turn.mirrorX || turn.mirrorY {
		return turned(m, turn.swap, turn.mirrorX, turn.mirrorY)
	}
	return m
}

func turned(m *image.RGBA, swap, mirrorX, mirrorY bool) *image.RGBA {
	width, height := m.Rect.Dx(), m.Rect.Dy()
	out := image.NewRGBA(m.Rect)
	if swap {
		out = image.NewRGBA(image.Rect(0, 0, height, width))
	}
	for y := range out.Rect.Dy() {
		for x := range out.Rect.Dx() {
			fromX, fromY := x, y
			if swap {
				fromX, fromY = y, x
			}
			if mirrorX {
				fromX = width - 1 - fromX
			}
			if mirrorY {
				fromY = height - 1 - fromY
			}
			copy(out.Pix[out.PixOffset(x, y):][:4], m.Pix[m.PixOffset(fromX, fromY):][:4])
		}
	}
	return out
}
