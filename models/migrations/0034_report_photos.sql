-- +goose Up
CREATE TABLE IF NOT EXISTS report_photos (
    report_id VARCHAR(36) NOT NULL,
    photo_id VARCHAR(36) NOT NULL,
    place INTEGER NOT NULL,
    PRIMARY KEY (report_id, photo_id),
    CONSTRAINT report_photos_photo UNIQUE (photo_id)
);
