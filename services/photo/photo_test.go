package photo_test

import (
	"bytes"
	"context"
	"errors"
	"image"
	"image/color"
	"image/jpeg"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"qingxiaoyi.cn/qingxiaoyi/models"
	"qingxiaoyi.cn/qingxiaoyi/models/db"
	"qingxiaoyi.cn/qingxiaoyi/models/db/dbtest"
	"qingxiaoyi.cn/qingxiaoyi/services/fault"
	"qingxiaoyi.cn/qingxiaoyi/services/people"
	"qingxiaoyi.cn/qingxiaoyi/services/photo"
	"qingxiaoyi.cn/qingxiaoyi/services/photo/blob"
	"qingxiaoyi.cn/qingxiaoyi/services/photo/picture"
)

var li = people.Actor{ID: "li"}

// town is the room with a folder for its pictures.
type town struct {
	store  *db.Store
	clock  *dbtest.Clock
	folder string
	room   *photo.Service
}

func newTown(t *testing.T) *town {
	w := &town{clock: dbtest.NewClock(), folder: filepath.Join(t.TempDir(), "uploads")}
	w.store = dbtest.New(t, w.clock)
	blobs, err := blob.Folder(w.folder)
	require.NoError(t, err)
	w.room = photo.New(w.store, blobs, picture.New(picture.Options{}))
	return w
}

// shot is a picture as a phone takes it, with a word in its metadata that must not be kept.
func shot(t *testing.T, width, height int, shade uint8) []byte {
	t.Helper()
	m := image.NewRGBA(image.Rect(0, 0, width, height))
	for x := range width {
		for y := range height {
			m.SetRGBA(x, y, color.RGBA{R: uint8(x), G: uint8(y), B: shade, A: 255})
		}
	}
	var out bytes.Buffer
	require.NoError(t, jpeg.Encode(&out, m, nil))
	const comment = "taken at 46.6,124.85"
	marked := append([]byte{}, out.Bytes()[:2]...)
	marked = append(marked, 0xff, 0xfe, 0, byte(len(comment)+2))
	return append(append(marked, comment...), out.Bytes()[2:]...)
}

func (w *town) rows(t *testing.T) (n int64) {
	t.Helper()
	require.NoError(t, w.store.Read(t.Context()).DB.Model(&models.Photo{}).Count(&n).Error)
	return n
}

func TestAPhotoIsKept(t *testing.T) {
	w := newTown(t)
	upload := shot(t, 2000, 1000, 7)
	require.Contains(t, string(upload), "46.6")
	kept, err := w.room.Keep(t.Context(), li, upload)
	require.NoError(t, err)
	require.Equal(t, [2]int{1600, 800}, [2]int{kept.Width, kept.Height})
	require.Equal(t, [2]any{"li", models.At(w.clock.Now())}, [2]any{kept.PersonID, kept.At})
	for small, side := range map[bool]int{false: 1600, true: 320} {
		r, n, err := w.room.Open(t.Context(), kept.ID, small)
		require.NoError(t, err)
		data, err := io.ReadAll(r)
		require.NoError(t, errors.Join(err, r.Close()))
		require.Len(t, data, int(n))
		m, err := jpeg.DecodeConfig(bytes.NewReader(data))
		require.NoError(t, err)
		require.Equal(t, side, m.Width)
		require.NotContains(t, string(data), "46.6", "where it was taken is nobody's business")
	}
	t.Run("and its row is found by its id", func(t *testing.T) {
		found, err := w.room.Of(t.Context(), []string{kept.ID, "nothing"})
		require.NoError(t, err)
		require.Equal(t, map[string]models.Photo{kept.ID: kept}, found)
		none, err := w.room.Of(t.Context(), nil)
		require.NoError(t, err)
		require.Empty(t, none)
	})
	t.Run("sent again it is another photo with the same print", func(t *testing.T) {
		again, err := w.room.Keep(t.Context(), people.Actor{ID: "wu"}, upload)
		require.NoError(t, err)
		require.NotEqual(t, kept.ID, again.ID)
		require.Equal(t, [2]any{kept.SHA256, kept.Look}, [2]any{again.SHA256, again.Look})
		other, err := w.room.Keep(t.Context(), li, shot(t, 2000, 1000, 250))
		require.NoError(t, err)
		require.NotEqual(t, kept.SHA256, other.SHA256)
	})
}

func TestWhatIsNoPhotoLeavesNothingBehind(t *testing.T) {
	w := newTown(t)
	for name, c := range map[string]struct {
		file []byte
		code string
	}{
		"nothing": {nil, "upload.broken"}, "a page": {[]byte("<html><script>"), "upload.type"},
		"half a photo": {shot(t, 300, 300, 1)[:2000], "upload.broken"}, "eleven megabytes": {make([]byte, 11<<20), "upload.too_large"},
	} {
		_, err := w.room.Keep(t.Context(), li, c.file)
		require.NotNil(t, fault.As(err), name)
		require.Equal(t, c.code, fault.As(err).Code, name)
	}
	require.Zero(t, w.rows(t))
	require.Empty(t, files(t, w.folder))
}

func files(t *testing.T, folder string) (found []string) {
	t.Helper()
	require.NoError(t, filepath.WalkDir(folder, func(at string, d os.DirEntry, err error) error {
		if err == nil && d.Type().IsRegular() && strings.HasSuffix(at, ".jpg") {
			found = append(found, at)
		}
		return err
	}))
	return found
}

// full is a disk without room for the nth file.
type full struct {
	blob.Store
	room int
}

func (f *full) Put(ctx context.Context, key, contentType string, data []byte) error {
	if f.room--; f.room < 0 {
		return errors.New("no space left on device")
	}
	return f.Store.Put(ctx, key, contentType, data)
}

func TestAPhotoIsSaidToBeThereOnlyWhenItIs(t *testing.T) {
	for room := range 2 { // for neither file, for the first one
		w := newTown(t)
		blobs, err := blob.Folder(w.folder)
		require.NoError(t, err)
		_, err = photo.New(w.store, &full{blobs, room}, picture.New(picture.Options{})).Keep(t.Context(), li, shot(t, 64, 64, 1))
		require.ErrorContains(t, err, "no space left")
		require.Nil(t, fault.As(err), "a failure of ours")
		require.Zero(t, w.rows(t))
	}
}

func TestNoIdLeadsOutOfTheFolder(t *testing.T) {
	w := newTown(t)
	secret := filepath.Join(filepath.Dir(w.folder), "secret.jpg")
	require.NoError(t, os.WriteFile(secret, []byte("secret"), 0o600))
	for _, id := range []string{
		"", "x", "0195848f-1c00-7abc-8def-0123456789ab", "../../secret", strings.Repeat("../", 12), "../../../../../../../../../../secret",
		"/secret/secret/secret/secret/secret/", "0195848F-1C00-7ABC-8DEF-0123456789AB", strings.Repeat("\x00", 36), strings.Repeat("%2e", 12),
		"......../......../......../........!",
	} {
		_, _, err := w.room.Open(t.Context(), id, false)
		require.NotNil(t, fault.As(err), "%q: %v", id, err)
	}
}
