-- +goose Up
CREATE TABLE IF NOT EXISTS day_closes (
    day VARCHAR(10) NOT NULL PRIMARY KEY,
    transfers BIGINT NOT NULL,
    events BIGINT NOT NULL,
    points BIGINT NOT NULL,
    previous VARCHAR(64) NOT NULL,
    digest VARCHAR(64) NOT NULL,
    closed_at BIGINT NOT NULL
);
