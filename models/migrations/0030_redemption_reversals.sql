-- +goose Up
CREATE TABLE IF NOT EXISTS redemption_reversals (
    id VARCHAR(36) NOT NULL PRIMARY KEY,
    redemption_id VARCHAR(36) NOT NULL,
    mart_path VARCHAR(100) NOT NULL,
    goods_back INTEGER NOT NULL,
    reason VARCHAR(400) NOT NULL,
    state VARCHAR(12) NOT NULL,
    proposed_by VARCHAR(36) NOT NULL,
    proposed_at BIGINT NOT NULL,
    decided_by VARCHAR(36) NOT NULL,
    decided_at BIGINT NOT NULL,
    decided_why VARCHAR(400) NOT NULL,
    CONSTRAINT redemption_reversals_waiting UNIQUE (state, mart_path, id),
    CONSTRAINT redemption_reversals_order UNIQUE (redemption_id, id),
    CONSTRAINT redemption_reversals_two_people CHECK (decided_by <> proposed_by)
);
