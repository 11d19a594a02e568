package seed

import (
	"context"

	"qadam/internal/access"
	"qadam/internal/app"
	"qadam/internal/portfolio"
	"qadam/seed/demo"
)

// stageViews adds the lists that people saved, for themselves or for others.
func (p *player) stageViews(views []demo.View) {
	for _, v := range views {
		p.then(v.At.At(), v.Who, func(ctx context.Context, actor access.Actor) error {
			_, err := p.app.SaveView(ctx, actor, app.NewView{
				List: portfolio.ViewList(v.List), Name: v.Name, Query: v.Query,
				Shared: portfolio.Sharing(v.Shared), ProgrammeID: p.ids["programme "+v.Programme],
			})
			return err
		})
	}
}
