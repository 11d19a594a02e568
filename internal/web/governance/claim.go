package governance

import (
	"archive/zip"
	"bytes"
	"io"
	"regexp"
	"strconv"
)

// claim is what a file calls itself.
type claim struct {
	protocol int64 // the key of a protocol, 0 when it is none
	export   bool  // it says that this program made it
}

func (c claim) number() string { return strconv.FormatInt(c.protocol, 10) }

var protocolMark = regexp.MustCompile(`qadam-protocol:(\d{1,18}):[0-9a-f]{64}`)

// claimOf reads what the properties of a PDF, or of a document of an office
// program, call the file. It need not be true.
func claimOf(body []byte) claim {
	switch {
	case bytes.HasPrefix(body, []byte("%PDF")):
		plain := bytes.ReplaceAll(body, []byte{0}, nil) // properties may have two bytes a letter
		if found := protocolMark.FindSubmatch(plain); found != nil {
			id, err := strconv.ParseInt(string(found[1]), 10, 64)
			if err == nil && id > 0 {
				return claim{protocol: id}
			}
		}
		return claim{export: bytes.Contains(plain, []byte("/Producer (Qadam)")) || bytes.Contains(plain, []byte("/Producer(Qadam)"))}
	case bytes.HasPrefix(body, []byte("PK")):
		return claim{export: bytes.Contains(properties(body), []byte("<dc:creator>Qadam</dc:creator>"))}
	}
	return claim{}
}

// propertiesLimit is how much of the properties is read, in bytes.
const propertiesLimit = 1 << 16

// properties are those of a document of an office program, nil for other archives.
func properties(body []byte) []byte {
	archive, err := zip.NewReader(bytes.NewReader(body), int64(len(body)))
	if err != nil {
		return nil
	}
	f, err := archive.Open("docProps/core.xml")
	if err != nil {
		return nil
	}
	defer f.Close()
	found, err := io.ReadAll(io.LimitReader(f, propertiesLimit))
	if err != nil {
		return nil
	}
	return found
}
