package insight

import (
	"github.com/labstack/echo/v4"

	"qadam/internal/approval"
	"qadam/internal/civil"
	"qadam/internal/funding"
	"qadam/internal/i18n"
	"qadam/internal/portfolio"
	"qadam/internal/web/site"
	"qadam/views/portfolios"
)

// The data behind /portfolio.json (contract.md). What is not built yet is null.
type (
	portfolioData struct {
		AsOf       civil.Date      `json:"as_of"`
		Against    *civil.Date     `json:"against,omitempty"`
		Head       string          `json:"head"`
		Year       int             `json:"year"`
		Programmes []programmeData `json:"programmes"`
		Awaiting   []awaitedData   `json:"awaiting"`
		Curve      []curveData     `json:"curve"`
		Directions []heatData      `json:"directions"`
	}
	// awaitedData is the open cases of a kind that the person may know of.
	awaitedData struct {
		Kind   approval.Kind `json:"kind"`
		Count  int           `json:"count"`
		Oldest civil.Date    `json:"oldest"` // the day on which the oldest was submitted
		Days   int           `json:"working_days"`
		Case   int64         `json:"case"`
	}
	// curveData is how many milestones are planned, expected and done by a day.
	curveData struct {
		Day      civil.Date `json:"day"`
		Planned  int        `json:"planned"`
		Forecast int        `json:"forecast"`
		Done     *int       `json:"done"` // null after the day shown
	}
	// heatData is the milestones of a programme's projects of a direction.
	heatData struct {
		Programme  string           `json:"programme"`
		Direction  string           `json:"direction"`
		Milestones milestonesData   `json:"milestones"`
		Status     portfolio.Health `json:"status"`
	}
	programmeData struct {
		Code       string           `json:"code"`
		Name       i18n.Text        `json:"name"`
		Owner      bodyData         `json:"owner"`
		Milestones milestonesData   `json:"milestones"`
		Status     portfolio.Health `json:"status"`
		Roadmap    *versionData     `json:"roadmap"`
		Funding    fundingData      `json:"funding"`
		Readiness  *struct{}        `json:"readiness"`
		Since      *sinceData       `json:"since,omitempty"`
	}
	bodyData struct {
		Code string    `json:"code"`
		Name i18n.Text `json:"name"`
	}
	// milestonesData are counts: the six states add up to the total, stale
	// counts beside them.
	milestonesData struct {
		Total      int `json:"total"`
		Done       int `json:"done"`
		Reported   int `json:"reported"`
		Overdue    int `json:"overdue"`
		AtRisk     int `json:"at_risk"`
		OnTrack    int `json:"on_track"`
		NotStarted int `json:"not_started"`
		Stale      int `json:"stale"`
	}
	versionData struct {
		Version int                    `json:"version"`
		State   portfolio.VersionState `json:"state"`
	}
	// sinceData is what changed since the day compared with: the counts as
	// differences.
	sinceData struct {
		Milestones milestonesData  `json:"milestones"`
		InForce    []int           `json:"in_force"` // versions that came into force
		Added      []int64         `json:"added"`    // milestones
		Dropped    []int64         `json:"dropped"`
		Slipped    []slipData      `json:"slipped"`
		Funding    *moneySinceData `json:"funding"`
	}
	slipData struct {
		Milestone int64      `json:"milestone"`
		Number    string     `json:"number"`
		Days      int        `json:"days"` // calendar days; negative is earlier
		Was       civil.Date `json:"was"`
		Finish    civil.Date `json:"finish"`
	}
)

func (h Handler) portfolioJSON(c echo.Context, o portfolio.Overview, ref *portfolio.Reference, awaited []portfolios.Awaited, now, then *funding.Book) error {
	head, err := h.Reader(c).Head(site.Ctx(c))
	if err != nil {
		return err
	}
	data := portfolioData{AsOf: o.On, Head: head, Year: o.Year, Programmes: []programmeData{}, Awaiting: []awaitedData{}, Curve: []curveData{}, Directions: []heatData{}}
	if !o.Against.IsZero() {
		data.Against = &o.Against
	}
	for _, r := range o.Rows {
		data.Programmes = append(data.Programmes, rowData(r, o.Year, now, then))
	}
	for _, a := range awaited {
		data.Awaiting = append(data.Awaiting, awaitedData{a.Kind, a.Count, a.Since, a.Days, a.CaseID})
	}
	for _, p := range o.Curve() {
		d := curveData{Day: p.Day, Planned: p.Planned, Forecast: p.Forecast}
		if p.Known {
			d.Done = &p.Done
		}
		data.Curve = append(data.Curve, d)
	}
	heat := o.Heat(ref.Directions)
	for _, r := range heat.Rows {
		for i, cell := range r.Cells {
			if cell.Tally.Total > 0 {
				data.Directions = append(data.Directions, heatData{r.Programme.Code, heat.Directions[i].Code, tallyData(cell.Tally), cell.Health})
			}
		}
	}
	return h.JSON(c, data)
}

func rowData(r portfolio.Row, year int, now, then *funding.Book) programmeData {
	d := programmeData{
		Code: r.Programme.Code, Name: r.Term.Name, Owner: bodyData{r.Term.Owner.Code, r.Term.Owner.Name},
		Milestones: tallyData(r.Board.Total), Status: r.Health(), Funding: moneyOf(now, r.Programme.ID, year),
	}
	if r.Version != nil {
		d.Roadmap = &versionData{r.Version.Number, r.Version.State()}
	}
	if r.Board.Total.Total > 0 {
		d.Funding.Planned = &r.Board.Total.Planned
	}
	if r.Since != nil {
		d.Since = differenceData(r)
		d.Since.Funding = moneySince(d.Funding, moneyOf(then, r.Programme.ID, year))
	}
	return d
}

func tallyData(t portfolio.Tally) milestonesData {
	return milestonesData{t.Total, t.Done, t.Reported, t.Overdue, t.AtRisk, t.OnTrack, t.NotStarted, t.Stale}
}

func differenceData(r portfolio.Row) *sinceData {
	d := &sinceData{
		Milestones: tallyData(r.Since.Tally),
		InForce:    []int{}, Added: []int64{}, Dropped: []int64{}, Slipped: []slipData{},
	}
	for _, v := range r.Entered {
		d.InForce = append(d.InForce, v.Number)
	}
	for _, l := range r.Since.Added {
		d.Added = append(d.Added, l.MilestoneID)
	}
	for _, l := range r.Since.Dropped {
		d.Dropped = append(d.Dropped, l.MilestoneID)
	}
	for _, s := range r.Since.Slipped {
		d.Slipped = append(d.Slipped, slipData{s.Line.MilestoneID, s.Line.Number, s.Days, s.Was, s.Line.Finish})
	}
	return d
}
