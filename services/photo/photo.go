// Package photo alone keeps the pictures that people upload: who took them, and the bytes in the blob store.
package photo

import (
	"context"
	"fmt"
	"io"

	"qingxiaoyi.cn/qingxiaoyi/models"
	"qingxiaoyi.cn/qingxiaoyi/models/db"
	"qingxiaoyi.cn/qingxiaoyi/services/people"
	"qingxiaoyi.cn/qingxiaoyi/services/photo/blob"
	"qingxiaoyi.cn/qingxiaoyi/services/photo/picture"
)

// Service is the room.
type Service struct {
	store  *db.Store
	blobs  blob.Store
	studio *picture.Studio
}

// New opens the room.
func New(store *db.Store, blobs blob.Store, studio *picture.Studio) *Service {
	return &Service{store, blobs, studio}
}

// key is where the bytes of a photo lie; small is its thumbnail.
func key(id string, small bool) string {
	if small {
		return "photos/" + id[:8] + "/" + id + "-s.jpg"
	}
	return "photos/" + id[:8] + "/" + id + ".jpg"
}

// Keep re-encodes an uploaded file without its metadata and keeps it for the actor. The bytes are safe before the row says
// that they exist.
func (s *Service) Keep(ctx context.Context, actor people.Actor, file []byte) (models.Photo, error) {
	pic, err := s.studio.Develop(ctx, file)
	if err != nil {
		return models.Photo{}, err
	}
	row := models.Photo{
		ID: s.store.NewID(), PersonID: actor.ID, Purpose: "report", Width: pic.Width, Height: pic.Height, SHA256: pic.SHA256,
		Look: int64(pic.Hash), //nolint:gosec // the bits of a hash, not a number
	}
	if err := s.blobs.Put(ctx, key(row.ID, false), "image/jpeg", pic.JPEG); err != nil {
		return row, fmt.Errorf("keep photo: %w", err)
	}
	if err := s.blobs.Put(ctx, key(row.ID, true), "image/jpeg", pic.Thumb); err != nil {
		return row, fmt.Errorf("keep thumbnail: %w", err)
	}
	err = s.store.Write(ctx, func(tx *db.Tx) error {
		row.At = models.At(tx.Now)
		return tx.DB.Create(&row).Error
	})
	if err != nil {
		return row, fmt.Errorf("write photo: %w", err)
	}
	return row, nil
}

// Open reads a photo's bytes. Whoever calls has checked that the reader may see it.
func (s *Service) Open(ctx context.Context, id string, small bool) (io.ReadCloser, int64, error) {
	if len(id) != 36 {
		return nil, 0, people.ErrUnknown
	}
	return s.blobs.Open(ctx, key(id, small))
}

// Of reads the rows of photos.
func (s *Service) Of(ctx context.Context, ids []string) (map[string]models.Photo, error) {
	photos := map[string]models.Photo{}
	if len(ids) == 0 {
		return photos, nil
	}
	var rows []models.Photo
	if err := s.store.Read(ctx).DB.Where("id IN ?", ids).Find(&rows).Error; err != nil {
		return nil, fmt.Errorf("read photos: %w", err)
	}
	for _, r := range rows {
		photos[r.ID] = r
	}
	return photos, nil
}
