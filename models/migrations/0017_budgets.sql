-- +goose Up
CREATE TABLE IF NOT EXISTS budgets (
    id VARCHAR(36) NOT NULL PRIMARY KEY,
    street_id VARCHAR(20) NOT NULL,
    month VARCHAR(7) NOT NULL,
    funded BIGINT NOT NULL,
    used BIGINT NOT NULL,
    CONSTRAINT budgets_street UNIQUE (street_id, month),
    CONSTRAINT budgets_funded CHECK (used <= funded),
    CONSTRAINT budgets_used CHECK (used >= 0)
);
