-- +goose Up
CREATE TABLE IF NOT EXISTS staff_accounts (
    person_id VARCHAR(36) NOT NULL PRIMARY KEY,
    username VARCHAR(64) NOT NULL,
    password_hash VARCHAR(200) NOT NULL,
    totp_sealed VARCHAR(400) NOT NULL,
    totp_demanded INTEGER NOT NULL,
    totp_step BIGINT NOT NULL,
    failures INTEGER NOT NULL,
    locked_until BIGINT NOT NULL,
    CONSTRAINT staff_accounts_username UNIQUE (username)
);
