// Package migrations holds the schema's history: numbered SQL files, one statement each, never edited once merged.
//
// A file is one CREATE TABLE IF NOT EXISTS with its indexes inside (a secondary index is written as UNIQUE with the id last,
// the one form that every engine takes inside a table), because MySQL commits DDL by itself: a migration killed at any point
// can be run again. Instants are BIGINT milliseconds since 1970 UTC, the one type that all engines read back alike.
package migrations

import "embed"

// Files are the migrations in their order.
//
//go:embed *.sql
var Files embed.FS
