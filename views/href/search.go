package href

// Search finds things by their words, codes and numbers.
func Search() string { return "/search" }

// SearchFor is what is found for a text, of one kind or, with "", of all.
func SearchFor(text, kind string) string { return With(Search(), "q", text, "kind", kind) }
