package picture

import (
	"image"
	"image/draw"
	"math/bits"

	xdraw "golang.org/x/image/draw"
)

// Distance says how unlike two pictures look, by their Hash: 0 to 64. One picture saved again, smaller or worse, stays
// within about 6; two different ones are some 32 apart. A hash of 0 is a blank picture and says nothing.
func Distance(a, b uint64) int { return bits.OnesCount64(a ^ b) }

// look is the difference hash of a picture: reduced to 9×8 greys, one bit for each pixel that is brighter than the one to its
// right. Size, compression and exposure hardly change it.
func look(m image.Image) uint64 {
	const columns, rows = 9, 8
	small := image.NewRGBA(image.Rect(0, 0, columns, rows))
	xdraw.BiLinear.Scale(small, small.Rect, m, m.Bounds(), draw.Src, nil)
	grey := func(x, y int) int {
		p := small.Pix[small.PixOffset(x, y):]
		return 299*int(p[0]) + 587*int(p[1]) + 114*int(p[2]) // ITU-R BT.601
	}
	hash := uint64(0)
	for y := range rows {
		for x := range columns - 1 {
			hash <<= 1
			if grey(x, y) > grey(x+1, y) {
				hash |= 1
			}
		}
	}
	return hash
}
