-- +goose Up
CREATE TABLE IF NOT EXISTS wechat_identities (
    openid_index VARCHAR(64) NOT NULL PRIMARY KEY,
    person_id VARCHAR(36) NOT NULL,
    openid_sealed VARCHAR(400) NOT NULL,
    created_at BIGINT NOT NULL,
    CONSTRAINT wechat_identities_person UNIQUE (person_id)
);
