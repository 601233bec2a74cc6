package api

import (
	"errors"
	"strconv"
	"unicode/utf8"

	"github.com/danielgtaylor/huma/v2"
)

// errText says that a body holds what no person types and no database keeps alike.
var errText = errors.New("not valid UTF-8, a NUL, or half a surrogate pair")

// jsonFormat is how bodies are read and written. encoding/json would quietly replace text that is none, and a NUL is kept by
// one engine and cut by another, so both are refused before anything looks at them.
func jsonFormat() huma.Format {
	return huma.Format{Marshal: huma.DefaultJSONFormat.Marshal, Unmarshal: func(data []byte, v any) error {
		if !readable(data) {
			return errText
		}
		return huma.DefaultJSONFormat.Unmarshal(data, v)
	}}
}

// readable says whether JSON holds readable text only. Outside of strings a backslash is no JSON, so every one that is met
// begins an escape.
func readable(data []byte) bool {
	if !utf8.Valid(data) {
		return false
	}
	for i := 0; i < len(data); i++ {
		if data[i] != '\\' {
			continue
		}
		unit, escaped := escape(data[i:])
		switch {
		case !escaped: // another escape, such as \n or \\
			i++
		case unit == 0 || 0xDC00 <= unit && unit <= 0xDFFF: // NUL, or the second half without the first
			return false
		case 0xD800 <= unit && unit <= 0xDBFF:
			if next, ok := escape(data[i+6:]); !ok || next < 0xDC00 || next > 0xDFFF {
				return false
			}
			i += 11
		default:
			i += 5
		}
	}
	return true
}

// escape reads \uXXXX at the beginning of data.
func escape(data []byte) (unit uint64, ok bool) {
	if len(data) < 6 || data[0] != '\\' || data[1] != 'u' {
		return 0, false
	}
	unit, err := strconv.ParseUint(string(data[2:6]), 16, 32)
	return unit, err == nil
}
