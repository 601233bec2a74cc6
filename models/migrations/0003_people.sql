-- +goose Up
CREATE TABLE IF NOT EXISTS people (
    id VARCHAR(36) NOT NULL PRIMARY KEY,
    state VARCHAR(12) NOT NULL,
    name_sealed VARCHAR(400) NOT NULL,
    phone_sealed VARCHAR(400) NOT NULL,
    phone_index VARCHAR(64),
    worker_type VARCHAR(16) NOT NULL,
    org_unit_id VARCHAR(20) NOT NULL,
    org_path VARCHAR(100) NOT NULL,
    created_at BIGINT NOT NULL,
    cancelled_at BIGINT NOT NULL,
    CONSTRAINT people_phone UNIQUE (phone_index),
    CONSTRAINT people_org UNIQUE (org_path, id)
);
