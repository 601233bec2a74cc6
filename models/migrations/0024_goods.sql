-- +goose Up
CREATE TABLE IF NOT EXISTS goods (
    id VARCHAR(36) NOT NULL PRIMARY KEY,
    name VARCHAR(100) NOT NULL,
    unit VARCHAR(16) NOT NULL,
    cost_fen BIGINT NOT NULL,
    image_id VARCHAR(36) NOT NULL,
    state VARCHAR(12) NOT NULL,
    changed_at BIGINT NOT NULL
);
