package finance

import (
	"github.com/labstack/echo/v4"

	"qadam/internal/export/pdf"
	"qadam/internal/export/xlsx"
	"qadam/internal/money"
	"qadam/internal/report"
	"qadam/internal/web/site"
)

// exports are the formats of a page about money.
var exports = []string{"json", "csv", "xlsx", "pdf"}

// unit is in what the page or the file writes its sums: ?unit=.
func unit(c echo.Context) money.Unit { return money.ReadUnit(c.QueryParam("unit")) }

// export sends a report in the format of the address. It fills in what every
// report has: day, day compared with, head of the log, unit, language. The name
// of the file gets the day.
func (h Handler) export(c echo.Context, f report.Funding) error {
	v := h.Visit(c)
	head, err := h.Reader(c).Head(site.Ctx(c))
	if err != nil {
		return err
	}
	f.On, f.Against, f.Head, f.Unit, f.Language = v.On, v.Against, head, unit(c), site.Locale(c)
	f.Name += "-" + v.On.String()
	switch v.Format {
	case "json":
		return h.JSON(c, f.Data())
	case "csv":
		columns, rows := f.Sheet()
		sheet := site.NewSheet(columns...)
		for _, r := range rows {
			cells := make([]any, len(r))
			for i, v := range r {
				cells[i] = (*string)(nil) // an empty cell
				if v != nil {
					cells[i] = v
				}
			}
			sheet.Add(cells...)
		}
		return h.CSV(c, f.Name, sheet.CSV())
	case "xlsx":
		body, err := xlsx.Document(f.Document(true))
		if err != nil {
			return err
		}
		return h.File(c, f.Name, "xlsx", body)
	default:
		body, err := pdf.Document(f.Document(false))
		if err != nil {
			return err
		}
		return h.File(c, f.Name, "pdf", body)
	}
}
