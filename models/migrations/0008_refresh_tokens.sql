-- +goose Up
CREATE TABLE IF NOT EXISTS refresh_tokens (
    hash VARCHAR(64) NOT NULL PRIMARY KEY,
    session_id VARCHAR(36) NOT NULL,
    issued_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    spent_at BIGINT NOT NULL,
    CONSTRAINT refresh_tokens_session UNIQUE (session_id, hash)
);
