package blob

import (
	"slices"

	"github.com/gabriel-vasile/mimetype"
)

// SniffLength is how many bytes Sniff looks at.
const SniffLength = 3072

// Types are the media types that evidence may have. What a browser could run
// (HTML, SVG, scripts) is not among them.
var Types = []string{
	"application/pdf", "image/jpeg", "image/png", "text/csv", "text/plain",
	"application/vnd.openxmlformats-officedocument.wordprocessingml.document",
	"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
	"application/vnd.oasis.opendocument.text", "application/vnd.oasis.opendocument.spreadsheet",
}

// Sniff tells the media type of a file by its first bytes, whatever its name
// says, and the extension that goes with it. It is false for a refused type.
func Sniff(head []byte) (media, extension string, ok bool) {
	found := mimetype.Detect(head)
	i := slices.IndexFunc(Types, found.Is)
	if i < 0 {
		return "", "", false
	}
	return Types[i], found.Extension(), true
}
