package main

import (
	"context"
	"database/sql"

	_ "github.com/mattn/go-sqlite3" // the driver that the store has
)

// commits is the least that a durable update can cost: one row, one commit,
// with the pragmas of the store's writer and its one connection.
type commits struct{ db *sql.DB }

func openCommits(path string) (*commits, error) {
	db, err := sql.Open("sqlite3", "file:"+path+"?_journal_mode=WAL&_busy_timeout=5000&_foreign_keys=on&_synchronous=FULL&_txlock=immediate&_stmt_cache_size=128")
	if err != nil {
		return nil, err
	}
	db.SetMaxOpenConns(1)
	_, err = db.Exec("CREATE TABLE lines (id integer PRIMARY KEY AUTOINCREMENT, percent integer NOT NULL, note text NOT NULL)")
	return &commits{db}, err
}

func (c *commits) load(ctx context.Context, clients, n int) result {
	return load(ctx, clients, n, func(i int) error {
		_, err := c.db.ExecContext(ctx, "INSERT INTO lines (percent, note) VALUES (?, ?)", i%101, "Works go on as planned; the contractor has delivered a part.")
		return err
	})
}
