package db

import (
	"context"
	"fmt"
	"time"
)

// Skew is how much this machine's clock is before the database server's, less than zero where it is behind. Every row bears
// the time of the instance that wrote it, so instances on one database have to agree. The embedded database has no other clock.
func (s *Store) Skew(ctx context.Context) (time.Duration, error) {
	if s.engine == SQLite {
		return 0, nil
	}
	var milliseconds int64
	began := s.clock()
	if err := s.Pool().QueryRowContext(ctx, "SELECT CAST(UNIX_TIMESTAMP(NOW(3)) * 1000 AS SIGNED)").Scan(&milliseconds); err != nil {
		return 0, fmt.Errorf("ask the database for the time: %w", err)
	}
	middle := began.Add(s.clock().Sub(began) / 2)
	return middle.Sub(time.UnixMilli(milliseconds)), nil
}
