package db

import (
	"context"
	"database/sql/driver"
	"errors"
	"io"
	"net"

	"github.com/go-sql-driver/mysql"
	"gorm.io/gorm"
	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"
)

// IsDuplicate says that a row could not be written because a unique index holds its key already.
func IsDuplicate(err error) bool {
	var m *mysql.MySQLError
	if errors.As(err, &m) {
		return m.Number == 1062
	}
	var s *sqlite.Error
	if errors.As(err, &s) {
		return s.Code() == sqlite3.SQLITE_CONSTRAINT_UNIQUE || s.Code() == sqlite3.SQLITE_CONSTRAINT_PRIMARYKEY
	}
	return false
}

// IsMissing says that the row asked for is not there.
func IsMissing(err error) bool { return errors.Is(err, gorm.ErrRecordNotFound) }

// IsCheck says that a CHECK of the table refused the row: the last guard, which the rules before it should have spared.
func IsCheck(err error) bool {
	var m *mysql.MySQLError
	if errors.As(err, &m) {
		return m.Number == 3819 || m.Number == 4025 // MySQL and TiDB; MariaDB
	}
	var s *sqlite.Error
	return errors.As(err, &s) && s.Code() == sqlite3.SQLITE_CONSTRAINT_CHECK
}

// IsAway says that the database cannot be reached or has no room for us now: worth a 503, not a 500.
func IsAway(err error) bool {
	if errors.Is(err, driver.ErrBadConn) || errors.Is(err, mysql.ErrInvalidConn) || errors.Is(err, io.ErrUnexpectedEOF) {
		return true
	}
	var n *net.OpError
	if errors.As(err, &n) {
		return true
	}
	var m *mysql.MySQLError
	if errors.As(err, &m) {
		switch m.Number {
		case 1040, 1053, 1203, 1290, 9001, 9002, 9005: // too many connections, shutting down, read only; TiDB: PD, TiKV away
			return true
		}
	}
	return brokenOff(err) || errors.Is(err, context.DeadlineExceeded)
}

// brokenOff says that the engine gave up a unit which may well succeed when run again.
func brokenOff(err error) bool {
	var m *mysql.MySQLError
	if errors.As(err, &m) {
		switch m.Number {
		case 1020, // MariaDB: the record has changed since last read
			1205,                         // lock wait timeout; rolls back only the statement, so the unit is rolled back by us
			1213,                         // deadlock
			8002, 8005, 8022, 8028, 9007: // TiDB: write conflict, schema changed
			return true
		}
	}
	var s *sqlite.Error
	if errors.As(err, &s) {
		switch s.Code() & 0xff {
		case sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED:
			return true
		}
	}
	return errors.Is(err, ErrAgain)
}

// ErrAgain asks Write to run the unit once more: another unit won a race that the next run will see decided.
var ErrAgain = errors.New("run the unit of work again")
