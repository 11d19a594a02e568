package listing

import (
	"encoding/base64"
	"encoding/binary"
)

// cursor is where a page begins or ends: the keys of its row and its id. It is
// read only with the order that it was written under; under another it means
// nothing, and the list begins anew.
func (e *entry[R]) cursor() string {
	b := []byte{byte(len(e.keys))}
	for _, k := range e.keys {
		b = append(b, byte(one(k.none)))
		b = binary.AppendVarint(b, k.number)
		b = binary.AppendUvarint(b, uint64(len(k.bytes)))
		b = append(b, k.bytes...)
	}
	b = binary.AppendVarint(b, e.id)
	return base64.RawURLEncoding.EncodeToString(b)
}

// cursor reads the cursor of the query; there is none when it is not one of
// this order.
func (o *order[R]) cursor(q Query) (e entry[R], ok bool) {
	text := q.After
	if text == "" {
		text = q.Before
	}
	b, err := base64.RawURLEncoding.DecodeString(text)
	if err != nil || len(b) == 0 || int(b[0]) != len(o.by) {
		return e, false
	}
	b = b[1:]
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
