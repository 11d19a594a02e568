// Package internal is the map of the house: what each package is for. The
// floors are checked by floors_test.go.
//
// Words, which everybody may use:
//
//	civil      days, periods, working days; the as-of cut-off of a day; which line
//	           of a dated ledger holds
//	money      sums in tiyn, as people type them
//	fault      invalid, not found, forbidden, conflict: kind, key, fields
//	i18n       T and N, formats, the alphabet, content in three languages
//	i18n/catalog  the words themselves, a part for each area of pages
//	access     roles, the policy in one table, actors, sessions
//	audit      entries, differences, the hash chain and its check
//	search     how texts are sought: words as they are compared, typing errors
//	           that are forgiven, marks, which hit comes first; the index is the
//	           store's
//
// Nouns and their rules, pure, given the day:
//
//	schedule   activities and links in working days: earliest, latest, float,
//	           the critical path; knows days and nothing of what is done on them
//	portfolio  programmes, bodies, zones, projects, roadmaps with versions,
//	           milestones with updates, evidence and reviews. A Sheet is the
//	           lines of a version; with the Facts of the ledgers it becomes a
//	           Board, every line with its Standing and, when asked, its
//	           Schedule; an Effect is the board computed again with a change;
//	           a Picture is everything known of one programme at an instant.
//	           A draft has Findings (completeness) and DraftEdits; two versions
//	           give a Comparison.
//
// Rules about nouns:
//
//	approval   how a subject is decided upon. A Case goes by its Route from
//	           state to state; each Submission freezes a text under its
//	           fingerprint; Opinions, Votes of a frozen electorate with the
//	           Rules of the day, Protocols, Conditions; the Tolerance that says
//	           who decides a change. A kind of case is a row with its check.
//
//	funding    money of projects. A Line takes Entries of one append-only ledger;
//	           a Book is the ledger at an instant, added up in one pass; Contracts
//	           with Terms and steps, Stages of each model, Checks with their
//	           breaches, the Flow from planned to realised models, earned value
//
//	listing    lists of anything in memory: a Query is what an address asks, a
//	           Page the rows that it finds: filtered, sorted, grouped with sums,
//	           from one cursor to the next
//
// Two wings that do not see each other:
//
//	store      the database behind two doors; the only gorm, the only SQL
//	blob       bytes of evidence under their SHA-256, and what they really are
//	signing    electronic signatures: valid, invalid or unverified
//	app        what people do, one method each; writes only
//
//	report     a report as typed values, so that page, xlsx, pdf and docx agree
//	export     the same values as xlsx, pdf and docx: bytes out
//	paper      a protocol as the bytes of its PDF, which are kept when it is confirmed
//	mail       letters over SMTP
//	views      (at the root) pages: ui, layout, href, map, gantt and chart
//	           (drawings), a folder for each noun
//
// Above them:
//
//	web        HTTP: the middleware in its order, and the areas
//	web/site   what handlers share: visit, form, render, the status of an error
//	web/…      the areas: account, planning, governance, finance, insight, admin
//	job        what is done at its time, by one process under a lease
//	backup     one archive of an installation, and an installation of it
//	config     the settings, each of which works unset, and the log's keys
//	testkit    what tests share; only tests import it: browse drives Chromium,
//	           visit fills in forms without one, tally counts for the gate
//	bench      make bench
//
// Tables are of five kinds, and every migration says which: identity (a key
// that never changes), revision (edited while draft, then frozen by a
// trigger), ledger (insert only, by a trigger), reference (corrected in place,
// audited, not time-travelled), upkeep (sessions, failed guesses: no facts).
//
// recorded_at is when we knew: as of D means recorded before the end of D in
// Asia/Almaty. Tx.Now is the only time ever written; it never goes back.
package internal
