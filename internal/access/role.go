// Package access says who may do what. It holds the whole policy in one table
// and refuses everything the table does not name.
package access

// Role is what a seat lets the person who holds it do.
type Role string

// The roles of rules.md §10. Chair and secretary are members of the working
// group with duties of their own.
const (
	Manager   Role = "manager"   // project manager of an akimat
	Head      Role = "head"      // head of an akimat
	Expert    Role = "expert"    // expert of the competence centre
	Member    Role = "member"    // member of the working group
	Chair     Role = "chair"     // chair of the working group
	Secretary Role = "secretary" // secretary of the working group, without a vote
	Official  Role = "official"  // official of the ministry
	Auditor   Role = "auditor"
	Admin     Role = "admin"
)

// Roles lists every role, in the order in which people are shown them.
var Roles = []Role{Manager, Head, Expert, Chair, Secretary, Member, Official, Auditor, Admin}

// OfProgramme reports whether the role is held for one programme only.
func (r Role) OfProgramme() bool { return r == Manager || r == Head }

// Known reports whether r is one of Roles.
func (r Role) Known() bool {
	for _, k := range Roles {
		if k == r {
			return true
		}
	}
	return false
}
