-- +goose Up
CREATE TABLE IF NOT EXISTS consents (
    id VARCHAR(36) NOT NULL PRIMARY KEY,
    person_id VARCHAR(36) NOT NULL,
    document VARCHAR(40) NOT NULL,
    version VARCHAR(20) NOT NULL,
    given INTEGER NOT NULL,
    at BIGINT NOT NULL,
    CONSTRAINT consents_person UNIQUE (person_id, id)
);
