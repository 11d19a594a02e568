package store

import (
	"context"
	"database/sql"
	"slices"
	"strings"
	"time"

	"gorm.io/gorm"

	"qadam/internal/i18n"
	"qadam/internal/search"
)

// listing reports whether SQLite's text search is used: the program was built
// with the tag sqlite_fts5. Without it the texts themselves are looked through.
func (s *Store) listing() bool { return s.dialect == SQLite && withFTS5 && !s.plainly }

// searchLock is the key of the lock that makes indexers queue on PostgreSQL.
const searchLock = 0x9ADB

// searchEdition is the way in which texts and their words are derived. Whoever
// changes what an index of the same log says adds one: an index of another edition
// is made anew before the next search.
const searchEdition = 1

// text is a row of search_texts: a thing was called so from one instant until
// another and known by some rights.
type text struct {
	id        int64
	kind      search.Kind
	paper     string
	thing     int64
	programme int64
	doors     int
	about     search.About
	key       string
	code      string
	title     i18n.Text
	detail    string
	words     string
	from      time.Time
	until     time.Time // zero: still
}

// Index brings the index of searches up to the log and says how many entries of
// it were read. It is upkeep: the index is derived and can be made anew.
func (s *Store) Index(ctx context.Context) (int, error) {
	behind, err := s.behind(ctx, s.read)
	if err != nil || behind == 0 {
		return 0, err
	}
	read := 0
	err = s.write.WithContext(context.WithoutCancel(ctx)).Transaction(func(db *gorm.DB) error {
		i, err := s.indexer(db)
		if err != nil {
			return err
		}
		read, err = i.followed()
		return err
	})
	return read, translate(err)
}

// Reindex makes the index anew and says how many texts it has.
func (s *Store) Reindex(ctx context.Context) (int, error) {
	texts := 0
	err := s.write.WithContext(ctx).Transaction(func(db *gorm.DB) error {
		i, err := s.indexer(db)
		if err != nil {
			return err
		}
		texts, err = i.anew()
		return err
	})
	return texts, translate(err)
}

// behind is how many entries of the log the index does not know, or rows of it
// SQLite's own index; one of another edition is behind at least by one.
func (s *Store) behind(ctx context.Context, db *gorm.DB) (int64, error) {
	var newest, seq, row, listed, edition int64
	err := db.WithContext(ctx).Raw(`SELECT COALESCE((SELECT MAX(seq) FROM audit_entries), 0), seq, COALESCE((SELECT MAX(id) FROM search_texts), 0), listed, edition FROM search_state`).
		Row().Scan(&newest, &seq, &row, &listed, &edition)
	if err == nil && edition != searchEdition {
		return max(1, newest-seq), nil
	}
	if err == nil && s.listing() {
		return newest - seq + max(0, row-listed), nil
	}
	return newest - seq, err
}

// indexer is one turn of bringing the index up to the log.
type indexer struct {
	store  *Store
	db     *gorm.DB
	seq    int64 // up to which entry it is derived; -1 before the first time
	listed int64
	own    bool                   // it is of this edition
	names  map[int64][]namesSince // of programmes, see within
}

func (s *Store) indexer(db *gorm.DB) (*indexer, error) {
	if s.dialect == Postgres {
		if err := db.Raw("SELECT 1 FROM (SELECT pg_advisory_xact_lock(?)) AS held", searchLock).Scan(new(int)).Error; err != nil {
			return nil, err
		}
	}
	i := &indexer{store: s, db: db}
	return i, db.Raw("SELECT seq, listed, edition = ? FROM search_state", searchEdition).Row().Scan(&i.seq, &i.listed, &i.own)
}

// followed reads what the log wrote since and says anew what it is about.
func (i *indexer) followed() (int, error) {
	if i.seq < 0 || !i.own {
		_, err := i.anew()
		return 1, err
	}
	read := 0
	for {
		n, err := i.turn()
		read += n
		if err != nil {
			return read, err
		}
		if n < newsLimit {
			return read, i.list()
		}
	}
}

// turn takes the next entries of the log.
func (i *indexer) turn() (int, error) {
	n, touched := 0, touched{}
	err := each(i.db, func(rows *sql.Rows) error {
		var entity string
		var id, programme int64
		var at time.Time
		n++
		err := rows.Scan(&i.seq, &entity, &id, &programme, &at)
		touched.note(entity, id, programme, at.UTC())
		return err
	}, "SELECT seq, entity, entity_id, programme_id, recorded_at FROM audit_entries WHERE seq > ? ORDER BY seq LIMIT ?", i.seq, newsLimit)
	if err != nil || n == 0 {
		return n, err
	}
	if err := i.say(touched); err != nil {
		return n, err
	}
	return n, i.db.Exec("UPDATE search_state SET seq = ?", i.seq).Error
}

// anew forgets all texts and says them again.
func (i *indexer) anew() (int, error) {
	if err := i.db.Raw("SELECT COALESCE(MAX(seq), 0) FROM audit_entries").Row().Scan(&i.seq); err != nil {
		return 0, err
	}
	texts, err := i.all()
	if err != nil {
		return 0, err
	}
	for _, forget := range []string{"DELETE FROM search_texts", "DELETE FROM search_words", "UPDATE search_state SET listed = 0"} {
		if err := i.db.Exec(forget).Error; err != nil {
			return 0, err
		}
	}
	if i.listed = 0; i.store.listing() {
		if err := i.db.Exec("DROP TABLE IF EXISTS search_list").Error; err != nil {
			return 0, err
		}
	}
	if err := i.add(texts); err != nil {
		return 0, err
	}
	if err := i.db.Exec("UPDATE search_state SET seq = ?, edition = ?", i.seq, searchEdition).Error; err != nil {
		return 0, err
	}
	if i.store.dialect == Postgres { // it must know which words are frequent, and not find out some day
		if err := i.db.Exec("ANALYZE search_texts").Error; err != nil {
			return 0, err
		}
	}
	return len(texts), i.list()
}

// replace makes the texts of a kind about some things those given: what is the
// same stays, so that nothing is written when nothing changed. narrow narrows
// the things further.
func (i *indexer) replace(kind search.Kind, things []int64, texts []text, narrow string, args ...any) error {
	if len(things) == 0 {
		return nil
	}
	var gone []int64
	fresh := make(map[text]bool, len(texts))
	for _, t := range texts {
		fresh[t.plain()] = true
	}
	for some := range slices.Chunk(things, 1000) {
		err := each(i.db, func(rows *sql.Rows) error {
			old, err := scanText(rows)
			if err != nil {
				return err
			}
			if key := old.plain(); fresh[key] {
				delete(fresh, key)
			} else {
				gone = append(gone, old.id)
			}
			return nil
		}, "SELECT "+textColumns+" FROM search_texts WHERE kind = ? AND thing_id IN ?"+narrow, append([]any{kind, some}, args...)...)
		if err != nil {
			return err
		}
	}
	for some := range slices.Chunk(gone, 1000) {
		if i.store.listing() && i.listed > 0 {
			if err := i.db.Exec("DELETE FROM search_list WHERE rowid IN ?", some).Error; err != nil {
				return err
			}
		}
		if err := i.db.Exec("DELETE FROM search_texts WHERE id IN ?", some).Error; err != nil {
			return err
		}
	}
	return i.add(slices.DeleteFunc(texts, func(t text) bool { return !fresh[t.plain()] }))
}

const textColumns = "id, kind, paper, thing_id, programme_id, doors, about, about_key, code, title, detail, words, shown_from, shown_until"

func scanText(rows *sql.Rows) (text, error) {
	var t text
	var until sql.NullTime
	err := rows.Scan(&t.id, &t.kind, &t.paper, &t.thing, &t.programme, &t.doors, &t.about, &t.key, &t.code, &t.title, &t.detail, &t.words, &t.from, &until)
	t.until = until.Time
	return t, err
}

// plain is the text without its row: what two that say the same have in common.
func (t text) plain() text {
	t.id, t.from = 0, micros(t.from)
	if !t.until.IsZero() {
		t.until = micros(t.until)
	}
	return t
}

// micros makes one instant one value, whichever driver it comes from.
func micros(t time.Time) time.Time { return time.UnixMicro(t.UnixMicro()).UTC() }

// add keeps texts and their words.
func (i *indexer) add(texts []text) error {
	for some := range slices.Chunk(texts, 500) {
		var args []any
		for _, t := range some {
			args = append(args, t.kind, t.paper, t.thing, t.programme, t.doors, t.about, t.key, t.code, t.title, t.detail, t.words,
				t.from, sql.NullTime{Time: t.until, Valid: !t.until.IsZero()})
		}
		_, columns, _ := strings.Cut(textColumns, ", ")
		err := i.db.Exec("INSERT INTO search_texts ("+columns+") VALUES "+places(len(some), 13), args...).Error
		if err != nil {
			return err
		}
	}
	seen := map[string]bool{}
	var words []any
	for _, t := range texts {
		for w := range strings.SplitSeq(t.words, " ") {
			if w = search.Bare(w); !seen[w] && search.Kept(w) {
				seen[w] = true
				words = append(words, w)
			}
		}
	}
	for some := range slices.Chunk(words, 1000) {
		if err := i.db.Exec("INSERT INTO search_words (word) VALUES "+places(len(some), 1)+" ON CONFLICT (word) DO NOTHING", some...).Error; err != nil {
			return err
		}
	}
	return nil
}

func places(rows, columns int) string {
	one := "(" + strings.TrimSuffix(strings.Repeat("?, ", columns), ", ") + ")"
	return strings.TrimSuffix(strings.Repeat(one+", ", rows), ", ")
}

// list brings SQLite's own index up to the texts. It keeps no text itself and
// finds the rows by their numbers, which are never given twice.
func (i *indexer) list() error {
	if !i.store.listing() {
		return nil
	}
	err := i.db.Exec(`CREATE VIRTUAL TABLE IF NOT EXISTS search_list USING fts5 (words, content = '', contentless_delete = 1,
		detail = 'none', tokenize = "unicode61 remove_diacritics 0 tokenchars '_'", prefix = '2 3 4 5')`).Error
	if err != nil {
		return err
	}
	if err := i.db.Exec("INSERT INTO search_list (rowid, words) SELECT id, words FROM search_texts WHERE id > ? ORDER BY id", i.listed).Error; err != nil {
		return err
	}
	return i.db.Exec("UPDATE search_state SET listed = MAX(listed, COALESCE((SELECT MAX(id) FROM search_texts), 0))").Error
}
