-- +goose Up
CREATE TABLE IF NOT EXISTS redemptions (
    id VARCHAR(36) NOT NULL PRIMARY KEY,
    number VARCHAR(20) NOT NULL,
    person_id VARCHAR(36) NOT NULL,
    mart_id VARCHAR(36) NOT NULL,
    mart_path VARCHAR(100) NOT NULL,
    state VARCHAR(10) NOT NULL,
    points BIGINT NOT NULL,
    month VARCHAR(7) NOT NULL,
    hold_id VARCHAR(36) NOT NULL,
    reserved_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    closed_at BIGINT NOT NULL,
    fulfilled_by VARCHAR(36) NOT NULL,
    countersigned_by VARCHAR(36) NOT NULL,
    disputed_at BIGINT NOT NULL,
    CONSTRAINT redemptions_number UNIQUE (number),
    CONSTRAINT redemptions_person UNIQUE (person_id, month, id),
    CONSTRAINT redemptions_mart UNIQUE (mart_id, state, id),
    CONSTRAINT redemptions_due UNIQUE (state, expires_at, id),
    CONSTRAINT redemptions_nobody_serves_himself CHECK (fulfilled_by <> person_id)
);
