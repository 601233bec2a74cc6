-- +goose Up
CREATE TABLE IF NOT EXISTS place_notices (
    id VARCHAR(36) NOT NULL PRIMARY KEY,
    place_id VARCHAR(36) NOT NULL,
    text VARCHAR(400) NOT NULL,
    closed INTEGER NOT NULL,
    from_at BIGINT NOT NULL,
    until_at BIGINT NOT NULL,
    posted_by VARCHAR(36) NOT NULL,
    withdrawn_at BIGINT NOT NULL,
    CONSTRAINT place_notices_place UNIQUE (place_id, id)
);
