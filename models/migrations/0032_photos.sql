-- +goose Up
CREATE TABLE IF NOT EXISTS photos (
    id VARCHAR(36) NOT NULL PRIMARY KEY,
    person_id VARCHAR(36) NOT NULL,
    purpose VARCHAR(12) NOT NULL,
    width INTEGER NOT NULL,
    height INTEGER NOT NULL,
    sha256 VARCHAR(64) NOT NULL,
    look BIGINT NOT NULL,
    at BIGINT NOT NULL,
    CONSTRAINT photos_person UNIQUE (person_id, id),
    CONSTRAINT photos_sha256 UNIQUE (sha256, id)
);
