package portfolio

import (
	"slices"
	"time"
)

// FavouriteEntity is a kind of things that a person may mark as favourites.
type FavouriteEntity string

// The kinds of favourites. A view that is a favourite is pinned: it stands first.
const (
	FavouriteProgramme FavouriteEntity = "programme"
	FavouriteProject   FavouriteEntity = "project"
	FavouriteMilestone FavouriteEntity = "milestone"
	FavouriteView      FavouriteEntity = "view"
)

// FavouriteEntities are all of them.
var FavouriteEntities = []FavouriteEntity{FavouriteProgramme, FavouriteProject, FavouriteMilestone, FavouriteView}

// Known reports whether things of the kind may be favourites.
func (e FavouriteEntity) Known() bool { return slices.Contains(FavouriteEntities, e) }

// FavouriteLimit is how many favourites of a kind a person keeps.
const FavouriteLimit = 500

// Favourite is a thing that a person marked with a star. Only he sees it.
type Favourite struct {
	PersonID int64           `gorm:"primaryKey;autoIncrement:false"`
	Entity   FavouriteEntity `gorm:"primaryKey"`
	EntityID int64           `gorm:"primaryKey;autoIncrement:false"`
	MarkedAt time.Time
}

// Favourites are those of one person, by kind and key.
type Favourites map[FavouriteEntity]map[int64]bool

// Has reports whether the thing is a favourite.
func (f Favourites) Has(e FavouriteEntity, id int64) bool { return f[e][id] }
