-- +goose Up
CREATE TABLE IF NOT EXISTS stock_movements (
    id VARCHAR(36) NOT NULL PRIMARY KEY,
    mart_id VARCHAR(36) NOT NULL,
    goods_id VARCHAR(36) NOT NULL,
    kind VARCHAR(16) NOT NULL,
    source VARCHAR(10) NOT NULL,
    quantity BIGINT NOT NULL,
    unit_cost_fen BIGINT NOT NULL,
    note VARCHAR(400) NOT NULL,
    redemption_id VARCHAR(36) NOT NULL,
    by_person VARCHAR(36) NOT NULL,
    at BIGINT NOT NULL,
    day VARCHAR(10) NOT NULL,
    CONSTRAINT stock_movements_mart UNIQUE (mart_id, goods_id, id),
    CONSTRAINT stock_movements_day UNIQUE (mart_id, day, id)
);
