-- +goose Up
CREATE TABLE IF NOT EXISTS audit_events (
    id VARCHAR(36) NOT NULL PRIMARY KEY,
    at BIGINT NOT NULL,
    day VARCHAR(10) NOT NULL,
    actor_id VARCHAR(36) NOT NULL,
    actor_role VARCHAR(24) NOT NULL,
    action VARCHAR(60) NOT NULL,
    object_type VARCHAR(30) NOT NULL,
    object_id VARCHAR(64) NOT NULL,
    outcome VARCHAR(60) NOT NULL,
    scope_path VARCHAR(100) NOT NULL,
    from_address VARCHAR(64) NOT NULL,
    request_id VARCHAR(64) NOT NULL,
    detail VARCHAR(1000) NOT NULL,
    CONSTRAINT audit_events_day UNIQUE (day, id),
    CONSTRAINT audit_events_object UNIQUE (object_type, object_id, id),
    CONSTRAINT audit_events_actor UNIQUE (actor_id, id)
);
