//go:build sqlite_fts5 || fts5

package store

const withFTS5 = true
