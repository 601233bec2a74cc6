package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"net"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"time"
)

// load sends requests from so many clients at once, each on a connection of its own, until the time is over or they run out.
// Any answer but 200 and 201 fails the whole run: a benchmark of refusals measures nothing.
func (b *benchTown) load(requests [][]byte, clients int, d time.Duration) (tally, error) {
	var next atomic.Int64
	var group sync.WaitGroup
	results := make([]tally, clients)
	errs := make([]error, clients)
	began := time.Now()
	for c := range clients {
		group.Go(func() {
			errs[c] = b.client(&results[c], began.Add(d), func() []byte {
				i := next.Add(1) - 1
				if i >= int64(len(requests)) {
					return nil
				}
				return requests[i]
			})
		})
	}
	group.Wait()
	all := tally{busy: time.Since(began)}
	for _, r := range results {
		all.took = append(all.took, r.took...)
	}
	return all, errors.Join(errs...)
}

func (b *benchTown) client(t *tally, until time.Time, next func() []byte) error {
	conn, err := net.Dial("tcp", b.address)
	if err != nil {
		return fmt.Errorf("connect: %w", err)
	}
	defer func() { _ = conn.Close() }()
	in := bufio.NewReader(conn)
	for time.Now().Before(until) {
		request := next()
		if request == nil {
			return nil
		}
		began := time.Now()
		if _, err := conn.Write(request); err != nil {
			return fmt.Errorf("send: %w", err)
		}
		if err := answer(in); err != nil {
			return err
		}
		t.took = append(t.took, time.Since(began))
	}
	return nil
}

// answer reads one HTTP/1.1 answer with a Content-Length or chunks.
func answer(in *bufio.Reader) error {
	status, err := in.ReadString('\n')
	if err != nil {
		return fmt.Errorf("read: %w", err)
	}
	length, chunked := 0, false
	for {
		line, err := in.ReadString('\n')
		if err != nil {
			return fmt.Errorf("read: %w", err)
		}
		if line = strings.TrimSpace(line); line == "" {
			break
		}
		name, value, _ := strings.Cut(line, ":")
		switch strings.ToLower(name) {
		case "content-length":
			length, _ = strconv.Atoi(strings.TrimSpace(value))
		case "transfer-encoding":
			chunked = true
		}
	}
	body := make([]byte, length)
	if chunked {
		return errors.New("a chunked answer")
	}
	if _, err := io.ReadFull(in, body); err != nil {
		return fmt.Errorf("read: %w", err)
	}
	if !strings.Contains(status, " 200 ") && !strings.Contains(status, " 201 ") {
		return fmt.Errorf("answered %s: %s", strings.TrimSpace(status), body)
	}
	return nil
}
