package picture

import (
	"bytes"
	"encoding/binary"
)

// Scans allowed in a JPEG. A sequential one has a scan for each colour at most, a progressive one about ten. The format has no
// limit; a scan that changes nothing costs a hundred bytes, and each makes the decoder walk the whole picture again: 246 kB
// of them kept a core busy for 33 s here, so ten megabytes would for more than twenty minutes.
const (
	maxScans            = 4
	maxProgressiveScans = 64
)

// jpegShape is what the markers of a JPEG tell.
type jpegShape struct {
	exif        []byte // the TIFF part of the first Exif segment
	scans       int
	progressive bool
}

func (s jpegShape) sane() bool {
	if s.progressive {
		return s.scans <= maxProgressiveScans
	}
	return s.scans <= maxScans
}

// walkJPEG goes from marker to marker just as the decoder of the standard library does, so that no scan is hidden from the
// count: extraneous bytes, stuffed zeros and restart markers are skipped, every other segment by its length.
func walkJPEG(data []byte) (shape jpegShape) {
	const (
		sof2, rst0, rst7, eoi, sos, app1 = 0xc2, 0xd0, 0xd7, 0xd9, 0xda, 0xe1
	)
	for p := 2; p+4 <= len(data); {
		if data[p] != 0xff {
			skip := bytes.IndexByte(data[p:], 0xff)
			if skip < 0 {
				return shape
			}
			p += skip
			continue
		}
		marker := data[p+1]
		switch {
		case marker == 0xff: // fill byte
			p++
			continue
		case marker == 0, rst0 <= marker && marker <= rst7:
			p += 2
			continue
		case marker == eoi:
			return shape
		}
		length := int(binary.BigEndian.Uint16(data[p+2:]))
		segment := data[p+4 : min(max(p+2+length, p+4), len(data))]
		switch marker {
		case sof2:
			shape.progressive = true
		case sos:
			shape.scans++
		case app1:
			if tiff, ok := bytes.CutPrefix(segment, []byte("Exif\x00\x00")); ok && shape.exif == nil {
				shape.exif = tiff
			}
		}
		p += 2 + max(length, 2)
	}
	return shape
}
