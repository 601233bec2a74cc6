-- +goose Up
CREATE TABLE IF NOT EXISTS report_events (
    id VARCHAR(36) NOT NULL PRIMARY KEY,
    report_id VARCHAR(36) NOT NULL,
    kind VARCHAR(16) NOT NULL,
    text VARCHAR(400) NOT NULL,
    by_person VARCHAR(36) NOT NULL,
    by_role VARCHAR(24) NOT NULL,
    at BIGINT NOT NULL,
    CONSTRAINT report_events_report UNIQUE (report_id, id)
);
