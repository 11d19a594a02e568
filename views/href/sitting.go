package href

// Sittings lists the sittings and written votes.
func Sittings() string { return "/sittings" }

// NewSitting is the form for a sitting.
func NewSitting() string { return Sittings() + "/new" }

// Sitting is one sitting: agenda, presence, votes, protocol.
func Sitting(id int64) string { return Sittings() + "/" + number(id) }

// SittingPart takes one thing that is done to a sitting: agenda, presence,
// convening, ending, cancellation, protocol.
func SittingPart(id int64, part string) string { return Sitting(id) + "/" + part }

// SittingVote opens the vote on an item of the agenda.
func SittingVote(id, itemID int64) string { return Sitting(id) + "/items/" + number(itemID) + "/vote" }

// SittingRemoval takes an item off the agenda.
func SittingRemoval(id, itemID int64) string {
	return Sitting(id) + "/items/" + number(itemID) + "/removal"
}

// Protocol is the protocol of a sitting.
func Protocol(id int64) string { return "/protocols/" + number(id) }

// ProtocolConfirmation takes the word of chair or secretary.
func ProtocolConfirmation(id int64) string { return Protocol(id) + "/confirmation" }

// Verify tells whether a file or a fingerprint is ours.
func Verify() string { return "/verify" }
