-- +goose Up
CREATE TABLE IF NOT EXISTS adjustments (
    id VARCHAR(36) NOT NULL PRIMARY KEY,
    person_id VARCHAR(36) NOT NULL,
    org_path VARCHAR(100) NOT NULL,
    street_id VARCHAR(20) NOT NULL,
    points BIGINT NOT NULL,
    reason VARCHAR(400) NOT NULL,
    state VARCHAR(12) NOT NULL,
    proposed_by VARCHAR(36) NOT NULL,
    proposed_at BIGINT NOT NULL,
    decided_by VARCHAR(36) NOT NULL,
    decided_at BIGINT NOT NULL,
    decided_why VARCHAR(400) NOT NULL,
    CONSTRAINT adjustments_waiting UNIQUE (state, org_path, id),
    CONSTRAINT adjustments_two_people CHECK (decided_by <> proposed_by AND decided_by <> person_id AND proposed_by <> person_id)
);
