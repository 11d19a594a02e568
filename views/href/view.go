package href

// Views are the saved views of lists, and takes a new one.
func Views() string { return "/views" }

// View leads to the list that a view is of.
func View(id int64) string { return Views() + "/" + number(id) }

// ViewEdit is the form of a view's name and readers, and takes it.
func ViewEdit(id int64) string { return View(id) + "/edit" }

// ViewRemoval takes the wish to remove a view.
func ViewRemoval(id int64) string { return View(id) + "/removal" }

// Favourites takes a star on a thing, or the wish to take it away.
func Favourites() string { return "/favourites" }

// ChangesSeen takes the word that a person has seen what happened.
func ChangesSeen() string { return Changes() + "/seen" }

// Keys lists the shortcuts of the keyboard.
func Keys() string { return "/keys" }

// Palette is the list of pages and commands of a person, to be typed at.
func Palette() string { return "/palette" }

// AccountKeys takes the choice whether single keys are shortcuts.
func AccountKeys() string { return "/account/keys" }

// ListView is a list as a saved view shows it.
func ListView(list, query string, id int64) string {
	address := "/" + list
	if query != "" {
		address += "?" + query
	}
	return With(address, "view", number(id))
}
