-- +goose Up
CREATE TABLE IF NOT EXISTS rulebooks (
    id VARCHAR(36) NOT NULL PRIMARY KEY,
    version VARCHAR(20) NOT NULL,
    scope_id VARCHAR(20) NOT NULL,
    state VARCHAR(12) NOT NULL,
    effective_from VARCHAR(10) NOT NULL,
    document MEDIUMTEXT NOT NULL,
    proposed_by VARCHAR(36) NOT NULL,
    proposed_at BIGINT NOT NULL,
    approved_by VARCHAR(36) NOT NULL,
    approved_at BIGINT NOT NULL,
    CONSTRAINT rulebooks_version UNIQUE (scope_id, version)
);
