// Package store keeps what the tracker knows. It has two doors: Read shows one
// person one instant, Write is one audited transaction. It is the only package
// that knows gorm and SQL, and it refuses a change without an audit entry.
package store

import (
	"context"
	"crypto/ed25519"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync/atomic"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgtype"
	"github.com/jackc/pgx/v5/stdlib"
	"gorm.io/driver/postgres"
	"gorm.io/driver/sqlite"
	"gorm.io/gorm"
	"gorm.io/gorm/clause"
	"gorm.io/gorm/logger"

	"qadam/internal/access"
)

// Dialects of the databases.
const (
	SQLite   = "sqlite"
	Postgres = "postgres"
)

// Options say which database to open and what to open it with.
type Options struct {
	Database string             // a file, or postgres://…
	Clock    func() time.Time   // the only time ever written
	Key      ed25519.PrivateKey // signs the daily checkpoints of the audit chain
}

// Store is an open database.
type Store struct {
	dialect string
	file    string          // its address, SQLite only
	config  *pgx.ConnConfig // PostgreSQL only
	write   *gorm.DB
	read    *gorm.DB
	clock   func() time.Time
	key     ed25519.PrivateKey
	last    atomic.Int64 // microseconds of the latest recorded_at that this process knows of
	memory  *memory
	words   vocabulary
	plainly bool // searches do not use SQLite's text search
}

// Open opens the database. It does not migrate: see Migrate.
func Open(ctx context.Context, o Options) (*Store, error) {
	s := &Store{clock: o.Clock, key: o.Key, memory: newMemory()}
	var err error
	if strings.HasPrefix(o.Database, "postgres://") || strings.HasPrefix(o.Database, "postgresql://") {
		err = s.openPostgres(o.Database)
	} else {
		err = s.openSQLite(o.Database)
	}
	if err != nil {
		return nil, fmt.Errorf("store: open: %w", err)
	}
	if err := s.Ping(ctx); err != nil {
		return nil, errors.Join(fmt.Errorf("store: open: %w", err), s.Close())
	}
	if err := errors.Join(s.countWrites(), s.countQueries(), s.loadLast(ctx)); err != nil {
		return nil, errors.Join(err, s.Close())
	}
	return s, nil
}

// loadLast notes the newest entry of the log, so that Instant is after it even
// when the clock was put back since.
func (s *Store) loadLast(ctx context.Context) error {
	tables, err := s.tables(ctx)
	if err != nil || !slices.Contains(tables, "audit_entries") {
		return err
	}
	var at []time.Time
	err = s.write.WithContext(ctx).Raw("SELECT recorded_at FROM audit_entries ORDER BY seq DESC LIMIT 1").Scan(&at).Error
	if len(at) > 0 {
		s.noted(at[0])
	}
	return err
}

// openSQLite opens one writer and four readers. The pragmas stand in the
// address because they belong to a connection, not to the file.
func (s *Store) openSQLite(path string) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o750); err != nil {
		return err
	}
	// SQLite would let everybody on the machine read the file.
	f, err := os.OpenFile(path, os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		return err
	}
	if err := f.Close(); err != nil {
		return err
	}
	s.dialect = SQLite
	s.file = "file:" + strings.NewReplacer("?", "%3f", "#", "%23").Replace(path)
	s.write, err = open(sqlite.Open(s.file+"?_journal_mode=WAL&_busy_timeout=5000&_foreign_keys=on&_synchronous=FULL&_txlock=immediate&_stmt_cache_size=128&_loc=UTC"), 1)
	if err != nil {
		return err
	}
	s.read, err = open(sqlite.Open(s.file+"?mode=ro&_query_only=1&_busy_timeout=5000&_stmt_cache_size=128&_loc=UTC"), 4)
	return err
}

func (s *Store) openPostgres(dsn string) error {
	config, err := pgx.ParseConfig(dsn)
	if err != nil {
		return err
	}
	config.RuntimeParams["timezone"] = "UTC"
	s.dialect, s.config = Postgres, config
	pool := func(connections int) (*gorm.DB, error) {
		conn := stdlib.OpenDB(*config, stdlib.OptionAfterConnect(readUTC))
		return open(postgres.New(postgres.Config{Conn: conn}), connections)
	}
	// Writers queue for the chain: in a pool of their own they cannot keep the
	// readers waiting.
	if s.write, err = pool(4); err != nil {
		return err
	}
	s.read, err = pool(12)
	return err
}

// readUTC makes a connection give times in UTC, not in the zone of the machine.
func readUTC(_ context.Context, c *pgx.Conn) error {
	c.TypeMap().RegisterType(&pgtype.Type{Name: "timestamptz", OID: pgtype.TimestamptzOID, Codec: &pgtype.TimestamptzCodec{ScanLocation: time.UTC}})
	return nil
}

func open(d gorm.Dialector, connections int) (*gorm.DB, error) {
	db, err := gorm.Open(d, &gorm.Config{
		TranslateError:         true,
		SkipDefaultTransaction: true,
		DisableAutomaticPing:   true,
		Logger:                 logger.Discard,                          // errors are returned and logged once, by the web or the command
		NowFunc:                func() time.Time { return time.Time{} }, // gorm asks at every insert; no column takes it
	})
	if err != nil {
		return nil, err
	}
	pool, err := db.DB()
	if err != nil {
		return nil, err
	}
	pool.SetMaxOpenConns(connections)
	pool.SetMaxIdleConns(connections)
	return db, nil
}

// Close closes the database. On SQLite the log is folded into the file.
func (s *Store) Close() error {
	var errs []error
	if s.read != nil {
		errs = append(errs, closePool(s.read))
	}
	if s.write != nil {
		errs = append(errs, closePool(s.write))
	}
	return errors.Join(errs...)
}

func closePool(db *gorm.DB) error {
	pool, err := db.DB()
	if err != nil {
		return err
	}
	return pool.Close()
}

// Ping asks the database whether it is there.
func (s *Store) Ping(ctx context.Context) error {
	var one int
	return s.write.WithContext(ctx).Raw("SELECT 1").Scan(&one).Error
}

// Dialect is SQLite or Postgres.
func (s *Store) Dialect() string { return s.dialect }

// Now is the time of the store's clock, UTC in microseconds.
func (s *Store) Now() time.Time { return s.clock().UTC().Truncate(time.Microsecond) }

// Instant is an instant after everything that this process has recorded: what
// a page without an as-of day is read at.
func (s *Store) Instant() time.Time {
	now := s.Now()
	if last := time.UnixMicro(s.last.Load()).UTC(); !now.After(last) {
		return last.Add(time.Microsecond)
	}
	return now
}

// Reader shows one person one instant.
type Reader struct {
	store *Store
	db    *gorm.DB
	actor access.Actor
	at    time.Time
	found *heads // asked once: a page sees one ledger
}

// Read returns a Reader for the actor as of the instant at.
func (s *Store) Read(actor access.Actor, at time.Time) *Reader {
	return &Reader{store: s, db: s.read, actor: actor, at: at.UTC()}
}

// At is the reader's instant.
func (r *Reader) At() time.Time { return r.at }

// Tx is one audited transaction.
type Tx struct {
	Now     time.Time // the recorded_at of everything that this transaction writes
	store   *Store
	db      *gorm.DB
	actor   access.Actor
	seat    string // from which the actor acts
	request string
	writes  int
	entries int
	head    head
}

// ActFrom says from which seat the actor acts, for the entry: the one that
// allowed what is done.
func (tx *Tx) ActFrom(seat string) { tx.seat = seat }

type txKey struct{}

var errUnaudited = errors.New("store: change without an audit entry")

// Write runs change in a transaction. A change that writes rows and records no
// audit entry is rolled back: it is a defect in the caller.
//
// Transactions run one after another, because each continues the chain of the
// log: SQLite has one writer, PostgreSQL is asked for a lock. Now is taken
// inside, so that recorded_at never goes back. Who hangs up while he waits his
// turn changes nothing; a change that has begun is finished, whoever hangs up.
func (s *Store) Write(ctx context.Context, actor access.Actor, change func(*Tx) error) error {
	tx := &Tx{store: s, actor: actor, seat: actor.Seat(), request: RequestID(ctx)}
	err := s.write.WithContext(context.WithValue(context.WithoutCancel(ctx), txKey{}, tx)).Transaction(func(db *gorm.DB) error {
		if err := ctx.Err(); err != nil {
			return err
		}
		tx.db = db.Omit(clause.Associations).Session(&gorm.Session{})
		if err := tx.begin(); err != nil {
			return err
		}
		if err := change(tx); err != nil {
			return err
		}
		if tx.writes > 0 && tx.entries == 0 {
			return errUnaudited
		}
		return nil
	})
	if err == nil && tx.entries > 0 {
		s.noted(tx.Now)
	}
	return translate(err)
}

// chainLock is the key of the lock that makes writers queue on PostgreSQL.
const chainLock = 0x9ADA

func (tx *Tx) begin() error {
	if tx.store.dialect == Postgres {
		if err := tx.db.Raw("SELECT 1 FROM (SELECT pg_advisory_xact_lock(?)) AS held", chainLock).Scan(new(int)).Error; err != nil {
			return err
		}
	}
	if err := tx.loadHead(); err != nil {
		return err
	}
	tx.Now = tx.store.Now()
	if !tx.Now.After(tx.head.RecordedAt) {
		tx.Now = tx.head.RecordedAt.Add(time.Microsecond)
	}
	return nil
}

// noted remembers the latest recorded_at, so that Instant stays after it.
func (s *Store) noted(t time.Time) {
	for {
		old := s.last.Load()
		if t.UnixMicro() <= old || s.last.CompareAndSwap(old, t.UnixMicro()) {
			return
		}
	}
}

// countWrites counts the rows that a transaction creates, changes or deletes.
func (s *Store) countWrites() error {
	count := func(db *gorm.DB) {
		if tx, ok := db.Statement.Context.Value(txKey{}).(*Tx); ok && db.Error == nil {
			tx.writes++
		}
	}
	c := s.write.Callback()
	return errors.Join(
		c.Create().After("gorm:create").Register("qadam:count_create", count),
		c.Update().After("gorm:update").Register("qadam:count_update", count),
		c.Delete().After("gorm:delete").Register("qadam:count_delete", count),
		c.Raw().After("gorm:raw").Register("qadam:count_exec", count),
	)
}

type requestKey struct{}

// WithRequestID puts the id of a request where an audit entry finds it.
func WithRequestID(ctx context.Context, id string) context.Context {
	return context.WithValue(ctx, requestKey{}, id)
}

// RequestID returns the id of the request, "" outside of one.
func RequestID(ctx context.Context) string {
	id, _ := ctx.Value(requestKey{}).(string)
	return id
}

// Stats are the figures of the connection pools, for the metrics.
func (s *Store) Stats() (write, read sql.DBStats) {
	if pool, err := s.write.DB(); err == nil {
		write = pool.Stats()
	}
	if pool, err := s.read.DB(); err == nil {
		read = pool.Stats()
	}
	return write, read
}
