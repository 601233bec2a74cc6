package api

import (
	"bytes"
	"context"
	"fmt"
	"net/url"
	"slices"
	"strings"
	"time"

	"github.com/danielgtaylor/huma/v2"
	"github.com/xuri/excelize/v2"

	"qingxiaoyi.cn/qingxiaoyi/models/db"
	"qingxiaoyi.cn/qingxiaoyi/services/audit"
	"qingxiaoyi.cn/qingxiaoyi/services/fault"
	"qingxiaoyi.cn/qingxiaoyi/services/place"
)

// A table leaves the house as an Excel file of as many rows at most; who needs more narrows the filter.
const (
	sheetRows = 50_000
	sheetType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
)

var errManyRows = fault.New(fault.Refused, "sheet.too_many", "超过 50000 行，请缩小筛选范围", "More than 50,000 rows: narrow the filter")

// column is one column of a table: its heading and what a row has there.
type column[T any] struct {
	title string
	value func(T) any
}

// sheet is a table as a file: lines above the heading, the columns and the rows.
type sheet[T any] struct {
	name    string
	above   [][]any
	columns []column[T]
	rows    []T
}

// file is the answer that is a file.
type file struct {
	ContentType string `header:"Content-Type" hidden:"true"`
	Disposition string `header:"Content-Disposition" hidden:"true"`
	Body        []byte
}

// table registers a list and, under the same path with .xlsx, all its rows as an Excel file, for the same people.
func table[I, T any](s *Server, r route, f func(ctx context.Context, in *I) (*listed[T], error), columns []column[T]) {
	handle(s, r, f)
	sheets(s, r, func(ctx context.Context, in *I) (sheet[T], error) {
		rows, err := every(ctx, in, f)
		return sheet[T]{columns: columns, rows: rows}, err
	})
}

// sheets registers the file of a route whose answer is made into one by f. That somebody took a table along is recorded.
func sheets[I, T any](s *Server, r route, f func(ctx context.Context, in *I) (sheet[T], error)) {
	list := r.name
	r.path, r.name, r.summary = r.path+".xlsx", r.name+"-xlsx", r.summary+"（Excel）"
	op := s.operation(r)
	op.Responses["200"] = &huma.Response{Description: "Excel 文件", Content: map[string]*huma.MediaType{sheetType: {}}}
	huma.Register(s.huma, op, func(ctx context.Context, in *I) (*file, error) {
		made, err := f(ctx, in)
		if err != nil {
			return nil, err
		}
		if made.name == "" {
			made.name = strings.TrimSuffix(r.summary, "（Excel）")
		}
		actor := actorOf(ctx)
		event := actor.Event(actor.Role(), "table.export", r.tag, list, "")
		event.Detail = fmt.Sprintf("%d", len(made.rows))
		if err := s.Store.Write(ctx, func(tx *db.Tx) error { return audit.Record(tx, event) }); err != nil {
			return nil, err
		}
		return made.file(s.Store.Now())
	})
	registered := s.huma.OpenAPI().Paths[s.base+r.path].Get
	registered.Parameters = slices.DeleteFunc(registered.Parameters, func(p *huma.Param) bool { return p.Name == "limit" || p.Name == "cursor" })
}

// turn lets a list be read page by page.
func (p *Paged) turn(cursor string) { p.Limit, p.Cursor = 100, cursor }

// every reads all pages of a list.
func every[I, T any](ctx context.Context, in *I, f func(ctx context.Context, in *I) (*listed[T], error)) ([]T, error) {
	var rows []T
	pages, paged := any(in).(interface{ turn(cursor string) })
	for cursor := ""; ; {
		if paged {
			pages.turn(cursor)
		}
		out, err := f(ctx, in)
		if err != nil {
			return nil, err
		}
		rows = append(rows, out.Body.Items...)
		if len(rows) > sheetRows {
			return nil, errManyRows
		}
		if out.Body.NextCursor == nil || !paged {
			return rows, nil
		}
		cursor = *out.Body.NextCursor
	}
}

// file writes the table.
func (t sheet[T]) file(now time.Time) (*file, error) {
	book := excelize.NewFile()
	defer func() { _ = book.Close() }()
	if err := t.write(book); err != nil {
		return nil, fmt.Errorf("write the table %s: %w", t.name, err)
	}
	var out bytes.Buffer
	if err := book.Write(&out); err != nil {
		return nil, fmt.Errorf("write the file %s: %w", t.name, err)
	}
	name := t.name + "-" + now.In(place.Zone).Format("20060102-1504") + ".xlsx"
	return &file{
		ContentType: sheetType, Body: out.Bytes(),
		Disposition: `attachment; filename="table.xlsx"; filename*=UTF-8''` + url.PathEscape(name),
	}, nil
}

func (t sheet[T]) write(book *excelize.File) error {
	const name = "Sheet1"
	out, err := book.NewStreamWriter(name)
	if err != nil {
		return err
	}
	bold, err := book.NewStyle(&excelize.Style{Font: &excelize.Font{Bold: true}})
	if err != nil {
		return err
	}
	if err := out.SetColWidth(1, max(1, len(t.columns)), 18); err != nil {
		return err
	}
	line := 0
	add := func(cells []any) error {
		line++
		return out.SetRow(fmt.Sprintf("A%d", line), cells)
	}
	for _, cells := range t.above {
		for i, c := range cells {
			cells[i] = cell(c)
		}
		if err := add(cells); err != nil {
			return err
		}
	}
	heading := make([]any, len(t.columns))
	for i, c := range t.columns {
		heading[i] = excelize.Cell{StyleID: bold, Value: c.title}
	}
	if err := add(heading); err != nil {
		return err
	}
	for _, row := range t.rows {
		cells := make([]any, len(t.columns))
		for i, c := range t.columns {
			cells[i] = cell(c.value(row))
		}
		if err := add(cells); err != nil {
			return err
		}
	}
	return out.Flush()
}

// cell is a value as Excel is to show it. Text that a spreadsheet would take for a formula gets an apostrophe, because
// anybody may have written it.
func cell(v any) any {
	switch v := v.(type) {
	case string:
		if v != "" && strings.ContainsRune("=+-@\t\r\n", rune(v[0])) {
			return "'" + v
		}
		return v
	case []string:
		return cell(strings.Join(v, "、"))
	case bool:
		if v {
			return "是"
		}
		return "否"
	case time.Time:
		if v.IsZero() {
			return ""
		}
		return v.In(place.Zone).Format("2006-01-02 15:04:05")
	case *time.Time:
		if v == nil {
			return ""
		}
		return cell(*v)
	}
	return v
}
