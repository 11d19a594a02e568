package store_test

import (
	"maps"
	"reflect"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"gorm.io/gorm/schema"

	"qadam/internal/civil"
	"qadam/internal/store"
	"qadam/internal/testkit"
)

func TestMain(m *testing.M) { testkit.Main(m) }

func TestSchemaIsTheGoldenOne(t *testing.T) {
	testkit.Stores(t, func(t *testing.T, s *store.Store) {
		testkit.Golden(t, "schema."+s.Dialect()+".golden", described(t, s))
	})
}

// described is the schema as text: what a reviewer reads.
func described(t *testing.T, s *store.Store) string {
	t.Helper()
	query := `SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND tbl_name NOT LIKE 'goose%' AND name NOT LIKE 'sqlite%'
		ORDER BY tbl_name, CASE type WHEN 'table' THEN 1 WHEN 'index' THEN 2 ELSE 3 END, name`
	if s.Dialect() == store.Postgres {
		query = `
		SELECT what FROM (
			SELECT c.table_name AS tbl, 1 AS kind, c.ordinal_position AS pos, '' AS name,
				c.table_name || '.' || c.column_name || ' ' || c.data_type || CASE c.is_nullable WHEN 'NO' THEN ' NOT NULL' ELSE '' END ||
				COALESCE(' DEFAULT ' || c.column_default, '') || CASE c.is_identity WHEN 'YES' THEN ' IDENTITY' ELSE '' END AS what
			FROM information_schema.columns c WHERE c.table_schema = 'public'
			UNION ALL
			SELECT conrelid::regclass::text, 2, 0, conname, conrelid::regclass || ' CONSTRAINT ' || conname || ' ' || pg_get_constraintdef(oid)
			FROM pg_constraint WHERE connamespace = 'public'::regnamespace
			UNION ALL
			SELECT tablename::text, 3, 0, indexname::text, indexdef FROM pg_indexes WHERE schemaname = 'public'
			UNION ALL
			SELECT tgrelid::regclass::text, 4, 0, tgname, pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal
			UNION ALL
			SELECT 'zz', 5, 0, proname, pg_get_functiondef(oid) FROM pg_proc WHERE pronamespace = 'public'::regnamespace
		) AS parts WHERE tbl NOT LIKE 'goose%' ORDER BY tbl, kind, pos, name`
	}
	var parts []string
	if err := s.DB().Raw(query).Scan(&parts).Error; err != nil {
		t.Fatal(err)
	}
	return strings.Join(parts, "\n") + "\n"
}

// upkeep are the tables that no struct maps: they are written in SQL.
var upkeep = []string{"goose_db_version", "settings", "sign_in_attempts", "letter_choices", "leases", "search_texts", "search_words", "search_state"}

// A column without a field is never read, a field without a column is an error
// at the first use: both are found here.
func TestColumnsAreTheFieldsOfTheStructs(t *testing.T) {
	testkit.Stores(t, func(t *testing.T, s *store.Store) {
		tables, err := s.Tables()
		if err != nil {
			t.Fatal(err)
		}
		mapped := map[string]bool{}
		for _, model := range store.Models {
			parsed, err := schema.Parse(model, &sync.Map{}, schema.NamingStrategy{})
			if err != nil {
				t.Fatal(err)
			}
			mapped[parsed.Table] = true
			columns := columnsOf(t, s, parsed.Table)
			want, got := slices.Sorted(maps.Keys(columns)), slices.Sorted(slices.Values(parsed.DBNames))
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("%s (-columns of the table +fields of %T):\n%s", parsed.Table, model, diff)
			}
			for _, f := range parsed.Fields {
				if f.DBName != "" {
					checkType(t, parsed.Table, f, columns[f.DBName], s.Dialect())
				}
			}
		}
		for _, table := range tables {
			if !mapped[table] && !slices.Contains(upkeep, table) {
				t.Errorf("no struct maps the table %s", table)
			}
		}
	})
}

func columnsOf(t *testing.T, s *store.Store, table string) map[string]string {
	t.Helper()
	types, err := s.DB().Migrator().ColumnTypes(table)
	if err != nil {
		t.Fatal(err)
	}
	columns := map[string]string{}
	for _, c := range types {
		columns[c.Name()] = strings.ToLower(c.DatabaseTypeName())
	}
	return columns
}

// checkType holds what both drivers need: a time is given as a time only for
// these types of columns.
func checkType(t *testing.T, table string, f *schema.Field, column, dialect string) {
	t.Helper()
	want := map[reflect.Type]map[string]string{
		reflect.TypeFor[time.Time]():  {store.SQLite: "datetime", store.Postgres: "timestamptz"},
		reflect.TypeFor[civil.Date](): {store.SQLite: "text", store.Postgres: "date"},
		reflect.TypeFor[bool]():       {store.SQLite: "boolean", store.Postgres: "bool"},
	}[f.IndirectFieldType]
	if want != nil && column != want[dialect] {
		t.Errorf("%s.%s is %s, want %s", table, f.DBName, column, want[dialect])
	}
}

func TestMigratingTwiceDoesNothing(t *testing.T) {
	testkit.Dialects(t, func(t *testing.T, dialect string) {
		ctx := t.Context()
		s, err := store.Open(ctx, store.Options{Database: testkit.Fresh(t, dialect), Clock: testkit.NewClock(testkit.Start).Now})
		if err != nil {
			t.Fatal(err)
		}
		defer s.Close()
		if empty, err := s.Schema(ctx); !empty || err != nil {
			t.Errorf("a database without tables: empty %v, %v", empty, err)
		}
		first, err := s.Migrate(ctx)
		if err != nil || first == 0 {
			t.Fatalf("the first time: %d steps, %v", first, err)
		}
		again, err := s.Migrate(ctx)
		if err != nil || again != 0 {
			t.Errorf("the second time: %d steps, %v", again, err)
		}
		if empty, err := s.Schema(ctx); empty || err != nil {
			t.Errorf("a migrated database: empty %v, %v", empty, err)
		}
		version := "DELETE FROM goose_db_version WHERE version_id = (SELECT max(version_id) FROM goose_db_version)"
		if err := s.DB().Exec(version).Error; err != nil {
			t.Fatal(err)
		}
		if _, err := s.Schema(ctx); err != store.ErrOlder {
			t.Errorf("an older schema: %v, want %v", err, store.ErrOlder)
		}
	})
}
