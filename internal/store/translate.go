package store

import (
	"database/sql"
	"errors"

	"gorm.io/gorm"

	"qadam/internal/fault"
)

// translate turns what gorm says into faults that the floors above know.
func translate(err error) error {
	switch {
	case err == nil:
		return nil
	case errors.Is(err, gorm.ErrRecordNotFound), errors.Is(err, sql.ErrNoRows):
		return fault.NotFound()
	case errors.Is(err, gorm.ErrDuplicatedKey):
		return errors.Join(fault.Conflict("fault.duplicate"), err)
	default:
		return err
	}
}
