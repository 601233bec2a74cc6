-- +goose Up
CREATE TABLE IF NOT EXISTS sessions (
    id VARCHAR(36) NOT NULL PRIMARY KEY,
    person_id VARCHAR(36) NOT NULL,
    method VARCHAR(12) NOT NULL,
    started_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    ended_at BIGINT NOT NULL,
    ended_why VARCHAR(24) NOT NULL,
    CONSTRAINT sessions_person UNIQUE (person_id, id)
);
