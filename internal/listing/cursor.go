package listing

import (
	"encoding/base64"
	"encoding/binary"
	"hash/crc32"
)

// cursor is where a page begins or ends: the order that it was written under, the
// keys of its row and its id. Under another order it means nothing, and the list
// begins anew.
func (o *order[R]) written(e *entry[R]) string {
	b := binary.BigEndian.AppendUint32(nil, o.mark)
	for _, k := range e.keys {
		b = append(b, byte(one(k.none)))
		b = binary.AppendVarint(b, k.number)
		b = binary.AppendUvarint(b, uint64(len(k.bytes)))
		b = append(b, k.bytes...)
	}
	b = binary.AppendVarint(b, e.id)
	return base64.RawURLEncoding.EncodeToString(b)
}

// marked is the order in a few bytes: the group, the columns and the language,
// which sorts names in its own way.
func (l *List[R]) marked(q Query) uint32 {
	return crc32.ChecksumIEEE([]byte(q.Group + "\x00" + WriteSort(q.Sort) + "\x00" + WriteSort(l.Default) + "\x00" + l.Locale))
}

// cursor reads the cursor of the query; there is none when it is not one of
// this order.
func (o *order[R]) cursor(q Query) (e entry[R], ok bool) {
	text := q.After
	if text == "" {
		text = q.Before
	}
	b, err := base64.RawURLEncoding.DecodeString(text)
	if err != nil || len(b) < 4 || binary.BigEndian.Uint32(b) != o.mark {
		return e, false
	}
	b = b[4:]
	for range o.by {
		var k Key
		if len(b) == 0 {
			return e, false
		}
		k.none, b = b[0] == 1, b[1:]
		var n int
		if k.number, n = binary.Varint(b); n <= 0 {
			return e, false
		}
		b = b[n:]
		length, n := binary.Uvarint(b)
		if n <= 0 || length > uint64(len(b)-n) {
			return e, false
		}
		k.bytes, b = string(b[n:n+int(length)]), b[n+int(length):]
		e.keys = append(e.keys, k)
		e.made++
	}
	id, n := binary.Varint(b)
	e.id = id
	return e, n > 0 && n == len(b)
}
