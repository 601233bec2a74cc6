-- +goose Up
CREATE TABLE IF NOT EXISTS stocks (
    id VARCHAR(80) NOT NULL PRIMARY KEY,
    mart_id VARCHAR(36) NOT NULL,
    goods_id VARCHAR(36) NOT NULL,
    purchased BIGINT NOT NULL,
    donated BIGINT NOT NULL,
    held BIGINT NOT NULL,
    CONSTRAINT stocks_goods UNIQUE (mart_id, goods_id),
    CONSTRAINT stocks_purchased CHECK (purchased >= 0),
    CONSTRAINT stocks_donated CHECK (donated >= 0),
    CONSTRAINT stocks_held CHECK (held >= 0),
    CONSTRAINT stocks_enough CHECK (purchased + donated >= held)
);
