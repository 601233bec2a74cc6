-- +goose Up
CREATE TABLE IF NOT EXISTS idempotency_keys (
    id VARCHAR(64) NOT NULL PRIMARY KEY,
    request VARCHAR(64) NOT NULL,
    status INTEGER NOT NULL,
    body MEDIUMTEXT NOT NULL,
    at BIGINT NOT NULL,
    CONSTRAINT idempotency_keys_at UNIQUE (at, id)
);
