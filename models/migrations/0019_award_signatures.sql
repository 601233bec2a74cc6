-- +goose Up
CREATE TABLE IF NOT EXISTS award_signatures (
    award_id VARCHAR(36) NOT NULL,
    person_id VARCHAR(36) NOT NULL,
    level VARCHAR(10) NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (award_id, person_id)
);
