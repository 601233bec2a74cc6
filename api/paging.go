package api

import (
	"encoding/base64"
	"slices"
	"strings"
)

// Paged is embedded in the input of every list.
type Paged struct {
	Limit  int    `query:"limit" minimum:"1" maximum:"100" default:"20" doc:"每页条数"`
	Cursor string `query:"cursor" maxLength:"200" doc:"上一页的 next_cursor"`
}

// page is a list's answer; NextCursor is null at the end.
type page[T any] struct {
	Items      []T     `json:"items"`
	NextCursor *string `json:"next_cursor" doc:"下一页的标记，末页为 null"`
}

// listed is a page as huma wants it.
type listed[T any] struct{ Body page[T] }

// pageOf cuts a list that was read one longer than the limit and says where the next page starts.
func pageOf[R, T any](rows []R, limit int, view func(R) T, mark func(R) []string) *listed[T] {
	out := &listed[T]{Body: page[T]{Items: []T{}}}
	if len(rows) > limit {
		rows = rows[:limit]
		next := writeCursor(mark(rows[limit-1])...)
		out.Body.NextCursor = &next
	}
	for _, r := range rows {
		out.Body.Items = append(out.Body.Items, view(r))
	}
	return out
}

// whole is a list that has one page only.
func whole[R, T any](rows []R, view func(R) T) *listed[T] {
	return pageOf(rows, len(rows), view, func(R) []string { return nil })
}

// after cuts a list that is whole in memory to what follows the cursor, one longer than the limit for pageOf. The mark of a
// row is its id.
func after[R any](rows []R, p Paged, id func(R) string) ([]R, error) {
	at, err := readCursor(p.Cursor, 1)
	if err != nil {
		return nil, err
	}
	if at[0] != "" {
		i := slices.IndexFunc(rows, func(r R) bool { return id(r) == at[0] })
		if i < 0 {
			return nil, errCursor.On("cursor")
		}
		rows = rows[i+1:]
	}
	return rows[:min(len(rows), p.Limit+1)], nil
}

// cut is a page of a list that is whole in memory.
func cut[R, T any](rows []R, p Paged, id func(R) string, view func(R) T) (*listed[T], error) {
	rows, err := after(rows, p, id)
	if err != nil {
		return nil, err
	}
	return pageOf(rows, p.Limit, view, func(r R) []string { return []string{id(r)} }), nil
}

func writeCursor(parts ...string) string {
	return base64.RawURLEncoding.EncodeToString([]byte(strings.Join(parts, "\n")))
}

// readCursor takes a cursor apart again; an empty one is n empty parts.
func readCursor(cursor string, n int) ([]string, error) {
	if cursor == "" {
		return make([]string, n), nil
	}
	raw, err := base64.RawURLEncoding.DecodeString(cursor)
	if err != nil {
		return nil, errCursor.On("cursor")
	}
	parts := strings.Split(string(raw), "\n")
	if len(parts) != n || !slices.ContainsFunc(parts, func(p string) bool { return p != "" }) || slices.ContainsFunc(parts, strange) {
		return nil, errCursor.On("cursor")
	}
	return parts, nil
}

// strange says that a part of a cursor is neither an id, a path, a day nor a number.
func strange(part string) bool {
	return strings.ContainsFunc(part, func(c rune) bool {
		return (c < '0' || c > '9') && (c < 'a' || c > 'z') && (c < 'A' || c > 'Z') && !strings.ContainsRune("-_:/.", c)
	})
}
