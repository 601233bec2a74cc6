-- +goose Up
CREATE TABLE IF NOT EXISTS org_units (
    id VARCHAR(20) NOT NULL PRIMARY KEY,
    level VARCHAR(16) NOT NULL,
    name VARCHAR(100) NOT NULL,
    parent_id VARCHAR(20) NOT NULL,
    path VARCHAR(100) NOT NULL,
    CONSTRAINT org_units_parent UNIQUE (parent_id, id),
    CONSTRAINT org_units_path UNIQUE (path)
);
