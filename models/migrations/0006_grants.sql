-- +goose Up
CREATE TABLE IF NOT EXISTS grants (
    id VARCHAR(36) NOT NULL PRIMARY KEY,
    person_id VARCHAR(36) NOT NULL,
    role VARCHAR(24) NOT NULL,
    scope_id VARCHAR(36) NOT NULL,
    scope_path VARCHAR(100) NOT NULL,
    granted_by VARCHAR(36) NOT NULL,
    granted_at BIGINT NOT NULL,
    revoked_at BIGINT NOT NULL,
    CONSTRAINT grants_person UNIQUE (person_id, role, scope_id, revoked_at),
    CONSTRAINT grants_scope UNIQUE (scope_path, id)
);
