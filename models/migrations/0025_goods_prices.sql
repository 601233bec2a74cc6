-- +goose Up
CREATE TABLE IF NOT EXISTS goods_prices (
    id VARCHAR(36) NOT NULL PRIMARY KEY,
    goods_id VARCHAR(36) NOT NULL,
    scheme VARCHAR(8) NOT NULL,
    points BIGINT NOT NULL,
    from_at BIGINT NOT NULL,
    set_by VARCHAR(36) NOT NULL,
    CONSTRAINT goods_prices_goods UNIQUE (goods_id, scheme, from_at, id),
    CONSTRAINT goods_prices_points CHECK (points > 0)
);
