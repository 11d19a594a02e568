package access

// duty is what a role does in an approval, seen from the separation of duties.
type duty int

// The duties that must not come together in one person.
const (
	drafts duty = iota + 1
	opines
	votes
	keeps
	watches
	audits
	administers
)

// duties of the roles.
var duties = map[Role]duty{
	Manager: drafts, Head: drafts, Expert: opines, Member: votes, Chair: votes, Secretary: keeps,
	Official: watches, Auditor: audits, Admin: administers,
}

// apart are the pairs of duties that nobody may have both (rules.md §5: the
// drafter does not approve, the reporter does not accept, the administrator has
// no business rights). Two votes in one hand would be one vote counted twice.
var apart = map[[2]duty]bool{
	{drafts, opines}: true, {drafts, votes}: true, {drafts, keeps}: true,
	{opines, votes}: true, {votes, votes}: true,
	{drafts, audits}: true, {opines, audits}: true, {votes, audits}: true, {keeps, audits}: true, {watches, audits}: true,
	{drafts, administers}: true, {opines, administers}: true, {votes, administers}: true, {keeps, administers}: true,
	{watches, administers}: true, {audits, administers}: true,
}

// MayAlsoSit reports whether somebody who sits in the seats may also sit in
// another one, of the role and programme, as its holder or while its holder is
// away. Whoever works for one akimat does not sit in another.
func MayAlsoSit(holds []Grant, role Role, programmeID int64) bool {
	for _, g := range holds {
		a, b := duties[g.Role], duties[role]
		if apart[[2]duty{a, b}] || apart[[2]duty{b, a}] || a == drafts && b == drafts && g.ProgrammeID != programmeID {
			return false
		}
	}
	return true
}
