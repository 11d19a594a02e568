// Package approval is how a subject is decided upon: cases with their route and
// states, opinions, votes with quorum, protocols, conditions, and how far a
// change may go before it needs which decision (rules.md §3, 5). It is pure: it
// is given the day and what is known, and refuses to know who may do what or
// where anything is kept.
package approval
