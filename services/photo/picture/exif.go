package picture

import (
	"bytes"
	"encoding/binary"
)

// exifOfPNG finds the eXIf chunk (PNG, third edition, 11.3.4.5).
func exifOfPNG(data []byte) []byte {
	for rest := data[8:]; len(rest) >= 8; {
		length, name := binary.BigEndian.Uint32(rest), string(rest[4:8])
		body := rest[8:]
		if uint64(length)+4 > uint64(len(body)) || name == "IEND" {
			return nil
		}
		if name == "eXIf" {
			return body[:length]
		}
		rest = body[length+4:] // behind the checksum
	}
	return nil
}

// exifOfWebP finds the EXIF chunk (RFC 9649, 2.7.1.5). Some writers put the opening words of JPEG's segment before it.
func exifOfWebP(data []byte) []byte {
	for rest := data[12:]; len(rest) >= 8; {
		name, length := string(rest[:4]), binary.LittleEndian.Uint32(rest[4:])
		body := rest[8:]
		if uint64(length)+uint64(length&1) > uint64(len(body)) {
			return nil
		}
		if name == "EXIF" {
			return bytes.TrimPrefix(body[:length], []byte("Exif\x00\x00"))
		}
		rest = body[length+length&1:] // chunks are padded to even lengths
	}
	return nil
}

// orientation reads tag 0x0112 of the first directory of a TIFF block (TIFF 6.0, section 2; EXIF 2.32, 4.6.4). Whatever is
// missing or makes no sense means 1: as it stands. Nothing else is ever read from it.
func orientation(tiff []byte) int {
	const asItStands, tag, short, long = 1, 0x0112, 3, 4
	if len(tiff) < 8 {
		return asItStands
	}
	var order binary.ByteOrder = binary.LittleEndian
	switch string(tiff[:4]) {
	case "II*\x00":
	case "MM\x00*":
		order = binary.BigEndian
	default:
		return asItStands
	}
	start := uint64(order.Uint32(tiff[4:]))
	if start+2 > uint64(len(tiff)) {
		return asItStands
	}
	entries := tiff[start+2:]
	for range order.Uint16(tiff[start:]) {
		if len(entries) < 12 {
			return asItStands
		}
		entry := entries[:12]
		entries = entries[12:]
		if order.Uint16(entry) != tag {
			continue
		}
		value := uint32(0)
		switch order.Uint16(entry[2:]) {
		case short:
			value = uint32(order.Uint16(entry[8:]))
		case long:
			value = order.Uint32(entry[8:])
		}
		if value < 1 || value > 8 {
			return asItStands
		}
		return int(value)
	}
	return asItStands
}
