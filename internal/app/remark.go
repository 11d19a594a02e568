package app

import (
	"context"

	"qadam/internal/access"
	"qadam/internal/approval"
	"qadam/internal/fault"
)

// AnswerRemark answers a remark; a later answer takes the place of an earlier
// one until the case comes again.
func (a *App) AnswerRemark(ctx context.Context, actor access.Actor, remarkID int64, kind approval.AnswerKind, text string) error {
	return fault.NotFound()
}
