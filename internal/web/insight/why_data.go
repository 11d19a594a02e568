package insight

import (
	"github.com/labstack/echo/v4"

	"qadam/internal/civil"
	"qadam/internal/portfolio"
	"qadam/internal/web/site"
	"qadam/views/ratings"
)

// The data behind the pages that say why: rules by their names, lines by their
// keys.
type (
	checkData struct {
		Rule        portfolio.Rule `json:"rule"`
		Holds       bool           `json:"holds"`
		Decides     bool           `json:"decides"`
		Predecessor *int64         `json:"predecessor"`
	}
	wantData struct {
		Rule        portfolio.Rule `json:"rule"`
		Days        int            `json:"days,omitempty"`
		Percent     int            `json:"percent,omitempty"`
		Day         *civil.Date    `json:"day,omitempty"`
		Predecessor *int64         `json:"predecessor,omitempty"`
	}
	whyLineData struct {
		AsOf      civil.Date       `json:"as_of"`
		Head      string           `json:"head"`
		Milestone int64            `json:"milestone"`
		Number    string           `json:"number"`
		Status    portfolio.Status `json:"status"`
		Stale     bool             `json:"stale"`
		Rule      portfolio.Rule   `json:"rule"`
		Deadline  civil.Date       `json:"deadline"`
		Forecast  *civil.Date      `json:"forecast"`
		Percent   int              `json:"percent"`
		Expected  int              `json:"expected"`
		Checks    []checkData      `json:"checks"`
		Wants     []wantData       `json:"wants"`
	}
	whyHealthData struct {
		AsOf     civil.Date       `json:"as_of"`
		Head     string           `json:"head"`
		Year     int              `json:"year"`
		Status   portfolio.Health `json:"status"`
		Shares   portfolio.Shares `json:"weights"`
		Red      int              `json:"red_above_percent"`
		Amber    int              `json:"amber_above_percent"`
		Deciding []int64          `json:"deciding"`
		Finish   []int64          `json:"finish"` // the fewest lines that would turn it green
		Report   []int64          `json:"report"`
	}
)

func (h Handler) whyLineJSON(c echo.Context, p ratings.MilestonePage) error {
	head, err := h.Reader(c).Head(site.Ctx(c))
	if err != nil {
		return err
	}
	l := p.Why.Line
	d := whyLineData{
		AsOf: h.Visit(c).On, Head: head, Milestone: l.MilestoneID, Number: l.Number, Status: l.Status, Stale: l.Stale, Rule: l.Reason.Rule,
		Deadline: l.Deadline, Forecast: dayOrNull(l.Facts.Forecast), Percent: l.Facts.Percent, Expected: l.Expected, Checks: []checkData{}, Wants: []wantData{},
	}
	for _, one := range p.Why.Checks {
		d.Checks = append(d.Checks, checkData{one.Rule, one.Holds, one.Decides, keyOf(one.Predecessor)})
	}
	for _, w := range p.Why.Wants {
		d.Wants = append(d.Wants, wantData{w.Rule, w.Days, w.Percent, dayOrNull(w.Day), keyOf(w.Line)})
	}
	return h.JSON(c, d)
}

func (h Handler) whyHealthJSON(c echo.Context, p ratings.HealthPage) error {
	head, err := h.Reader(c).Head(site.Ctx(c))
	if err != nil {
		return err
	}
	return h.JSON(c, whyHealthData{
		h.Visit(c).On, head, p.Year, p.Why.Health, p.Why.Tally.Shares(), p.Why.Rules.RedShare, p.Why.Rules.AmberShare,
		keysOf(p.Why.Deciding), keysOf(p.Why.Remedy.Finish), keysOf(p.Why.Remedy.Report),
	})
}

func keyOf(l *portfolio.Line) *int64 {
	if l == nil {
		return nil
	}
	return &l.MilestoneID
}

func keysOf(lines []*portfolio.Line) []int64 {
	keys := []int64{}
	for _, l := range lines {
		keys = append(keys, l.MilestoneID)
	}
	return keys
}
