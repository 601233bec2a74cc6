package api_test

import (
	"bytes"
	"encoding/binary"
	"hash/crc32"
	"image"
	_ "image/jpeg" // what is kept is one
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// withPlace puts an Exif segment that tells where the photo was taken into a JPEG.
func withPlace(photo []byte) []byte {
	exif := append([]byte("Exif\x00\x00II*\x00"), []byte("GPSLatitude 46.6 private")...)
	segment := append([]byte{0xff, 0xe1, 0, byte(len(exif) + 2)}, exif...)
	return append(append(append([]byte{}, photo[:2]...), segment...), photo[2:]...)
}

// boastful is a PNG that says it is as large as a city.
func boastful() []byte {
	chunk := append([]byte("IHDR"), 0, 0, 0xc3, 0x50, 0, 0, 0xc3, 0x50, 8, 2, 0, 0, 0)
	png := append([]byte("\x89PNG\r\n\x1a\n\x00\x00\x00\x0d"), chunk...)
	return binary.BigEndian.AppendUint32(png, crc32.ChecksumIEEE(chunk))
}

func TestUploads(t *testing.T) {
	w := newTown(t)
	u := w.as(t, "rider-1")
	send := func(t *testing.T, field string, file []byte) answer {
		t.Helper()
		body, kind := form(field, file)
		return u.post(t, "/uploads", body, kind, header{"Idempotency-Key", ""})
	}
	var link string
	t.Run("keeps a photo without what it tells of the place", func(t *testing.T) {
		a := send(t, "file", withPlace(snap())).is(t, 201)
		require.Equal(t, 32, a.num("width"))
		require.Equal(t, 32, a.num("height"))
		link = a.text("url")
		for _, address := range []string{link, a.text("thumb_url")} {
			seen := w.nobody().get(t, address).is(t, 200)
			require.Equal(t, "image/jpeg", seen.header.Get("Content-Type"))
			_, format, err := image.Decode(bytes.NewReader(seen.raw))
			require.NoError(t, err)
			require.Equal(t, "jpeg", format)
			require.NotContains(t, string(seen.raw), "GPSLatitude")
		}
	})
	t.Run("shows it to nobody without its link, and not for ever", func(t *testing.T) {
		bare, _, _ := strings.Cut(link, "?")
		for _, address := range []string{
			bare, strings.Replace(link, "sign=", "sign=A", 1), strings.Replace(link, "until=1", "until=2", 1), bare + "?until=x&sign=y",
			strings.Replace(link, "/photos/", "/photos/0", 1),
		} {
			w.nobody().get(t, address).refused(t, 404, "not_found")
		}
		w.pass(3 * time.Hour)
		w.nobody().get(t, link).refused(t, 404, "not_found")
	})
	before := w.rows(t)
	t.Run("takes pictures only, of a decent size", func(t *testing.T) {
		send(t, "picture", snap()).refused(t, 400, "upload.missing")
		send(t, "file", []byte("#!/bin/sh\n")).refused(t, 415, "upload.type")
		send(t, "file", nil).refused(t, 422, "upload.broken")
		send(t, "file", []byte("<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>")).refused(t, 415, "upload.type")
		send(t, "file", snap()[:200]).refused(t, 422, "upload.broken")
		send(t, "file", boastful()).refused(t, 422, "upload.pixels")
		send(t, "file", append(snap(), make([]byte, 10<<20)...)).refused(t, 413, "upload.too_large")
		send(t, "file", append(snap(), make([]byte, 12<<20)...)).refused(t, 413, "upload.too_large")
	})
	t.Run("takes a form only", func(t *testing.T) {
		u.post(t, "/uploads", snap(), header{"Content-Type", "image/jpeg"}).refused(t, 415, "request.media_type")
		u.post(t, "/uploads", `{"file":""}`).refused(t, 415, "request.media_type")
		u.post(t, "/uploads", "--x", header{"Content-Type", "multipart/form-data"}).refused(t, 400, "request.malformed")
		u.post(t, "/uploads", "--x\r\n\r\n", header{"Content-Type", "multipart/form-data; boundary=x"}).is(t, 400)
		u.post(t, "/uploads", "nothing", header{"Content-Type", "multipart/form-data; boundary=x"}).is(t, 400)
		u.post(t, "/uploads", nil, header{"Content-Type", "multipart/form-data; boundary=x"}).is(t, 400)
		body, kind := form("file", snap())
		w.nobody().do(t, http.MethodPost, "/uploads", body, kind).refused(t, 401, "auth.required")
	})
	require.Equal(t, before, w.rows(t))
}
