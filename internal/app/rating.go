package app

import (
	"context"
	"strings"

	"qadam/internal/access"
	"qadam/internal/audit"
	"qadam/internal/civil"
	"qadam/internal/fault"
	"qadam/internal/i18n"
	"qadam/internal/portfolio"
	"qadam/internal/store"
)

// Assessment is a rating of a project as somebody gives it.
type Assessment struct {
	ProjectID  int64
	Party      portfolio.Party // Owner or Centre
	Confidence portfolio.Confidence
	Rationale  string
	Document   Document   // the evidence, as a document
	Link       string     // or as a link
	ReviewOn   civil.Date // when the centre looks again
	Seen       int64      // the party's latest rating that the form was filled in against, 0 for none, or AnyUpdate
}

// RateProject adds a line to the ledger of a project's ratings: the owner's by
// its manager or head, the centre's by an expert. A newer rating than the one the
// form was filled in against is a Conflict; the same form sent twice counts once.
func (a *App) RateProject(ctx context.Context, actor access.Actor, s Assessment) error {
	return a.Store.Write(ctx, actor, func(tx *store.Tx) error {
		p, err := tx.Project(s.ProjectID)
		if err != nil {
			return err
		}
		if s.Party != portfolio.Owner && s.Party != portfolio.Centre {
			return fault.Invalid("fault.required_choice") // the computed rating is nobody's
		}
		if err := require(tx, actor, RatesAs(s.Party), p.ProgrammeID); err != nil {
			return err
		}
		last, err := tx.LatestRating(p.ID, s.Party)
		if err != nil {
			return err
		}
		r := portfolio.Rating{
			ProjectID: p.ID, ProgrammeID: p.ProgrammeID, Party: s.Party, Confidence: s.Confidence, Rationale: strings.TrimSpace(s.Rationale),
			DocumentNumber: strings.TrimSpace(s.Document.Number), DocumentDate: s.Document.Dated, URL: strings.TrimSpace(s.Link), ReviewOn: s.ReviewOn,
		}
		if last != nil && s.Seen != AnyUpdate && s.Seen != last.ID {
			if last.RecordedBy == actor.ID && last.Same(r) {
				return nil // sent twice
			}
			return fault.Conflict("rating.rated_meanwhile")
		}
		if p.End != nil {
			return fault.Conflict("rating.project_ended")
		}
		// Letters and mentions would tell of what is only drafted.
		if stands, err := tx.StandsInForce(p.ID); err != nil {
			return err
		} else if !stands {
			return fault.Conflict("rating.not_in_force")
		}
		if err := r.Check(civil.DateOf(tx.Now)); err != nil {
			return err
		}
		if err := tx.AppendRating(&r); err != nil {
			return err
		}
		if err := tx.Post(ratingLetter(p, r)); err != nil {
			return err
		}
		if err := mention(tx, r.Rationale, seesInForce(p.ProgrammeID), p.Profile.Name, ratingsPath(p)); err != nil {
			return err
		}
		return tx.Record("rating."+string(r.Party), p.ProgrammeID, "rating", p.ID, audit.Diff(rated(last), rated(&r)))
	})
}

// RatesAs is what one must be allowed to do to rate for a party.
func RatesAs(p portfolio.Party) access.Action {
	if p == portfolio.Centre {
		return access.RateAsCentre
	}
	return access.RateAsOwner
}

// rated is what a rating says, as the log shows it.
func rated(r *portfolio.Rating) map[string]any {
	said := map[string]any{}
	if r == nil {
		return said
	}
	said["confidence"], said["rationale"] = r.Confidence, r.Rationale
	for name, v := range map[string]string{"link": r.URL, "document_number": r.DocumentNumber} {
		if v != "" {
			said[name] = v
		}
	}
	for name, d := range map[string]civil.Date{"document_date": r.DocumentDate, "review_on": r.ReviewOn} {
		if !d.IsZero() {
			said[name] = d
		}
	}
	return said
}

// ratingLetter tells the other party of a rating.
func ratingLetter(p portfolio.Project, r portfolio.Rating) store.Letter {
	to, key := store.To{Roles: []access.Role{access.Expert}}, "letter.rated_owner"
	if r.Party == portfolio.Centre {
		to, key = store.To{Roles: []access.Role{access.Manager, access.Head}, ProgrammeID: p.ProgrammeID}, "letter.rated_centre"
	}
	return store.Letter{
		To: to, Kind: portfolio.LetterRating, Key: key, Args: []any{"Title", p.Profile.Name}, Note: i18n.Same(r.Rationale), Link: ratingsPath(p),
	}
}

// ratingsPath is the page of a project's ratings, as views/href has it.
func ratingsPath(p portfolio.Project) string { return "/projects/" + p.Code + "/ratings" }
