-- +goose Up
CREATE TABLE IF NOT EXISTS accounts (
    id VARCHAR(36) NOT NULL PRIMARY KEY,
    balance BIGINT NOT NULL,
    held BIGINT NOT NULL,
    floor_at BIGINT NOT NULL,
    seq BIGINT NOT NULL,
    opened_at BIGINT NOT NULL,
    CONSTRAINT accounts_never_below_zero CHECK (balance >= floor_at),
    CONSTRAINT accounts_floor CHECK (floor_at <= 0),
    CONSTRAINT accounts_held CHECK (held >= 0)
);
