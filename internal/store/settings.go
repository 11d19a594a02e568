package store

import "context"

// Setting reads what the installation remembers under the name, "" for nothing.
func (s *Store) Setting(ctx context.Context, name string) (string, error) {
	var value string
	err := s.read.WithContext(ctx).Raw("SELECT value FROM settings WHERE name = ?", name).Scan(&value).Error
	return value, translate(err)
}

// Remember keeps a value under the name. It is upkeep, outside the audited
// door: nobody did anything. What people decide is no setting.
func (s *Store) Remember(ctx context.Context, name, value string) error {
	return translate(s.write.WithContext(ctx).Exec(
		"INSERT INTO settings (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value", name, value).Error)
}
