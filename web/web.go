// Package web holds the built pages of the mini-app and the console, where they were built before the program was.
package web

import (
	"embed"
	"io/fs"
)

//go:embed all:pages
var built embed.FS

// Pages are the built pages: mini/ and console/. A folder is missing where its pages were not built.
func Pages() fs.FS {
	pages, err := fs.Sub(built, "pages")
	if err != nil {
		panic(err) // the folder is embedded
	}
	return pages
}
