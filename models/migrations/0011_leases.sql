-- +goose Up
CREATE TABLE IF NOT EXISTS leases (
    name VARCHAR(40) NOT NULL PRIMARY KEY,
    holder VARCHAR(36) NOT NULL,
    until_at BIGINT NOT NULL,
    last_run BIGINT NOT NULL
);
