package store

import (
	"gorm.io/gorm"

	"qadam/internal/access"
)

// visible leaves nothing to those who may not see what is in force, so that a
// row they may not know of is simply not found.
func (r *Reader) visible(db *gorm.DB) *gorm.DB {
	if r.actor.May(access.SeeInForce, access.Anywhere) {
		return db
	}
	return db.Where("1 = 0")
}

// sees reports whether the reader's person may see what is in force at all.
func (r *Reader) sees() bool { return r.actor.May(access.SeeInForce, access.Anywhere) }

// known narrows a ledger to what had been recorded by the reader's instant.
func (r *Reader) known(db *gorm.DB) *gorm.DB {
	return db.Where("recorded_at < ?", r.at).Order("recorded_at, id")
}

// existed narrows identities to those that existed at the reader's instant.
func (r *Reader) existed(db *gorm.DB) *gorm.DB { return db.Where("recorded_at < ?", r.at) }
