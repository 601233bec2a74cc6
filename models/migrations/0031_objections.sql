-- +goose Up
CREATE TABLE IF NOT EXISTS objections (
    id VARCHAR(36) NOT NULL PRIMARY KEY,
    redemption_id VARCHAR(36) NOT NULL,
    person_id VARCHAR(36) NOT NULL,
    mart_path VARCHAR(100) NOT NULL,
    text VARCHAR(400) NOT NULL,
    state VARCHAR(12) NOT NULL,
    opened_at BIGINT NOT NULL,
    closed_at BIGINT NOT NULL,
    CONSTRAINT objections_redemption UNIQUE (redemption_id),
    CONSTRAINT objections_waiting UNIQUE (state, mart_path, id)
);
