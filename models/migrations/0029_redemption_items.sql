-- +goose Up
CREATE TABLE IF NOT EXISTS redemption_items (
    redemption_id VARCHAR(36) NOT NULL,
    goods_id VARCHAR(36) NOT NULL,
    name VARCHAR(100) NOT NULL,
    quantity BIGINT NOT NULL,
    points_each BIGINT NOT NULL,
    PRIMARY KEY (redemption_id, goods_id),
    CONSTRAINT redemption_items_quantity CHECK (quantity > 0)
);
