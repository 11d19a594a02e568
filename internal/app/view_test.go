package app_test

import (
	"context"
	"fmt"
	"slices"
	"testing"

	"qadam/internal/access"
	"qadam/internal/app"
	"qadam/internal/audit"
	"qadam/internal/fault"
	"qadam/internal/portfolio"
	"qadam/internal/store"
	"qadam/internal/testkit"
)

var redProjects = app.NewView{List: portfolio.ViewProjects, Name: "Red", Query: "status=red&after=x&as_of=2018-01-01"}

// viewAttempts are what a person may try with views: his own, and that of the
// manager of Astana, which is shared with all.
var viewAttempts = []attempt{
	{"save a view", nil, func(ctx context.Context, w *testkit.World, who access.Actor) error {
		_, err := w.App.SaveView(ctx, who, redProjects)
		return err
	}},
	{"change a view that is shared with all", sharedView, func(ctx context.Context, w *testkit.World, who access.Actor) error {
		return w.App.ChangeView(ctx, who, 1, "Other", portfolio.SharedAll, 0, nil)
	}},
	{"remove a view that is shared with all", sharedView, func(ctx context.Context, w *testkit.World, who access.Actor) error {
		return w.App.RemoveView(ctx, who, 1)
	}},
	{"remove a view of somebody else", ownView, func(ctx context.Context, w *testkit.World, who access.Actor) error {
		return w.App.RemoveView(ctx, who, 1)
	}},
	{"mark a project with a star", nil, func(ctx context.Context, w *testkit.World, who access.Actor) error {
		return w.App.Star(ctx, who, portfolio.FavouriteProject, w.Projects["sergek"], true)
	}},
	{"mark a project of a draft with a star", func(w *testkit.World) {
		if _, err := w.App.AddProject(context.Background(), w.Actor("manager.astana"), newProject(w)); err != nil {
			w.T.Fatal(err)
		}
	}, func(ctx context.Context, w *testkit.World, who access.Actor) error {
		p, _, err := w.Store.Read(access.System(), w.Store.Instant()).PictureOf(ctx, "astana")
		if err != nil {
			return err
		}
		for _, one := range p.Projects {
			if one.Code == "bike" {
				return w.App.Star(ctx, who, portfolio.FavouriteProject, one.ID, true)
			}
		}
		return fmt.Errorf("there is no such project")
	}},
	{"pin a view of somebody else", ownView, func(ctx context.Context, w *testkit.World, who access.Actor) error {
		return w.App.Star(ctx, who, portfolio.FavouriteView, 1, true)
	}},
	{"have seen what is new", nil, func(ctx context.Context, w *testkit.World, who access.Actor) error {
		return w.App.SeeNews(ctx, who, w.Store.Instant())
	}},
	{"switch single keys off", nil, func(ctx context.Context, w *testkit.World, who access.Actor) error {
		return w.App.ChooseKeys(ctx, who, false)
	}},
}

func sharedView(w *testkit.World) { keptView(w, portfolio.SharedAll) }

func ownView(w *testkit.World) { keptView(w, portfolio.Unshared) }

func keptView(w *testkit.World, shared portfolio.Sharing) {
	n := redProjects
	n.Shared = shared
	if _, err := w.App.SaveView(context.Background(), w.Actor("manager.astana"), n); err != nil {
		w.T.Fatal(err)
	}
}

func TestAViewIsSavedChangedAndRemoved(t *testing.T) {
	testkit.Worlds(t, func(t *testing.T, w *testkit.World) {
		ctx, who := t.Context(), w.Actor("manager.astana")
		id, err := w.App.SaveView(ctx, who, redProjects)
		must(t, err)
		read := func() portfolio.View {
			t.Helper()
			v, err := w.Store.Read(who, w.Store.Instant()).View(ctx, id)
			must(t, err)
			return v
		}
		if v := read(); v.Query != "status=red" || v.Name != "Red" || v.PersonID != who.ID || v.Shared != portfolio.Unshared {
			t.Errorf("%+v", v)
		}
		if e := lastEntry(t, w); e.Action != "view.saved" || e.EntityID != id || after(t, e)["query"] != "status=red" {
			t.Errorf("the log says %+v", e)
		}
		query := "status=amber&view=9"
		must(t, w.App.ChangeView(ctx, who, id, " Amber ", portfolio.SharedProgramme, w.Programmes["astana"], &query))
		if v := read(); v.Query != "status=amber" || v.Name != "Amber" || v.ProgrammeID != w.Programmes["astana"] {
			t.Errorf("%+v", v)
		}
		if e := lastEntry(t, w); e.Action != "view.changed" || after(t, e)["name"] != "Amber" {
			t.Errorf("the log says %+v", e)
		}
		n := entries(t, w)
		must(t, w.App.ChangeView(ctx, who, id, "Amber", portfolio.SharedProgramme, w.Programmes["astana"], nil))
		if entries(t, w) != n {
			t.Error("nothing changed, and the log grew")
		}
		must(t, w.App.Star(ctx, who, portfolio.FavouriteView, id, true))
		must(t, w.App.RemoveView(ctx, who, id))
		if e := lastEntry(t, w); e.Action != "view.removed" || e.EntityID != id {
			t.Errorf("the log says %+v", e)
		}
		if f, err := w.Store.Read(who, w.Store.Instant()).Favourites(ctx); err != nil || len(f) != 0 {
			t.Errorf("its star is still there: %v, %v", f, err)
		}
		if err := w.App.RemoveView(ctx, who, id); !fault.Is(err, fault.KindNotFound) {
			t.Errorf("twice: %v", err)
		}
	})
}

func TestAViewThatIsRefused(t *testing.T) {
	testkit.Worlds(t, func(t *testing.T, w *testkit.World) {
		ctx, who := t.Context(), w.Actor("official")
		_, err := w.App.SaveView(ctx, who, redProjects)
		must(t, err)
		with := func(change func(*app.NewView)) app.NewView {
			n := redProjects
			n.Name = "Another"
			change(&n)
			return n
		}
		for name, tt := range map[string]struct {
			view  app.NewView
			field string
		}{
			"a name that is taken":             {with(func(n *app.NewView) { n.Name = " rED " }), "name"},
			"without a name":                   {with(func(n *app.NewView) { n.Name = "" }), "name"},
			"of no list":                       {with(func(n *app.NewView) { n.List = "" }), "list"},
			"shared with a programme unknown":  {with(func(n *app.NewView) { n.Shared, n.ProgrammeID = portfolio.SharedProgramme, 99_999 }), "shared"},
			"shared with a programme not said": {with(func(n *app.NewView) { n.Shared = portfolio.SharedProgramme }), "shared"},
		} {
			before := entries(t, w)
			_, err := w.App.SaveView(ctx, who, tt.view)
			if f := fault.FieldsOf(err); len(f) != 1 || f[0].Name != tt.field || entries(t, w) != before {
				t.Errorf("%s: %v", name, err)
			}
		}
		before := entries(t, w)
		first, err := w.App.SaveView(ctx, who, redProjects) // sent twice
		if err != nil || first != 1 || entries(t, w) != before {
			t.Errorf("sent twice: %d, %v", first, err)
		}
		foreign := with(func(n *app.NewView) { n.Shared, n.ProgrammeID = portfolio.SharedProgramme, w.Programmes["ontustik"] })
		if _, err := w.App.SaveView(ctx, w.Actor("manager.astana"), foreign); key(err) != "shared fault.required_choice" {
			t.Errorf("shared with the people of another akimat: %v", err)
		}
		must(t, w.App.RemoveView(ctx, who, func() int64 { id, err := w.App.SaveView(ctx, who, foreign); must(t, err); return id }()))
		other := with(func(n *app.NewView) { n.Name, n.List = "Red", portfolio.ViewCases })
		if _, err := w.App.SaveView(ctx, who, other); err != nil {
			t.Errorf("the same name for another list: %v", err)
		}
		for i := 2; i < portfolio.ViewLimit; i++ {
			_, err := w.App.SaveView(ctx, who, with(func(n *app.NewView) { n.Name = fmt.Sprint("View ", i) }))
			must(t, err)
		}
		if _, err := w.App.SaveView(ctx, who, with(func(n *app.NewView) { n.Name = "One too many" })); len(fault.FieldsOf(err)) != 1 {
			t.Errorf("one more than there may be: %v", err)
		}
	})
}

// A star is for what the pages show: a project of a version under approval is
// among it. Starred again at the limit, it is starred.
func TestAStarIsForWhatOneMaySee(t *testing.T) {
	testkit.Worlds(t, func(t *testing.T, w *testkit.World) {
		ctx, who := t.Context(), w.Actor("expert")
		bike, err := w.App.AddProject(ctx, w.Actor("manager.astana"), newProject(w))
		must(t, err)
		drafted(w)
		line := newLine(w)
		line.ProjectID, line.Number = bike, "3.1"
		_, err = w.App.AddLine(ctx, w.Actor("manager.astana"), line)
		must(t, err)
		if err := w.App.Star(ctx, who, portfolio.FavouriteProject, bike, true); !fault.Is(err, fault.KindNotFound) {
			t.Errorf("of a draft: %v", err)
		}
		must(t, w.Store.Write(ctx, access.System(), func(tx *store.Tx) error {
			s := portfolio.VersionStep{VersionID: w.Versions["draft"], ProgrammeID: w.Programmes["astana"], State: portfolio.Submitted}
			if err := tx.AppendVersionStep(&s); err != nil {
				return err
			}
			return tx.Record("roadmap.submitted", s.ProgrammeID, "roadmap_version", s.VersionID, audit.Change{})
		}))
		must(t, w.App.Star(ctx, who, portfolio.FavouriteProject, bike, true))
		r := w.Store.Read(who, w.Store.Instant())
		p, _, err := r.PictureOf(ctx, "astana")
		must(t, err)
		visible, err := app.VisibleProjects(ctx, r, p, who)
		must(t, err)
		for _, one := range p.Projects {
			sees := slices.ContainsFunc(visible, func(v portfolio.Project) bool { return v.ID == one.ID })
			if err := w.App.Star(ctx, who, portfolio.FavouriteProject, one.ID, true); (err == nil) != sees {
				t.Errorf("%s, seen %v: %v", one.Code, sees, err)
			}
		}
		for i := range portfolio.FavouriteLimit {
			_, err := w.Store.Star(ctx, who.ID, portfolio.FavouriteProject, int64(100_000+i), true)
			must(t, err)
		}
		must(t, w.App.Star(ctx, who, portfolio.FavouriteProject, w.Projects["sergek"], true))
		if err := w.App.Star(ctx, who, portfolio.FavouriteProject, w.Projects["lighting"], true); key(err) != "view.too_many_stars" && err != nil {
			t.Errorf("one more: %v", err)
		}
	})
}

func TestSingleKeysAreSwitchedOffAndOn(t *testing.T) {
	testkit.Worlds(t, func(t *testing.T, w *testkit.World) {
		ctx, who := t.Context(), w.Actor("expert")
		for _, on := range []bool{false, false, true} {
			must(t, w.App.ChooseKeys(ctx, who, on))
			p, err := w.Store.Read(access.System(), w.Store.Instant()).Person(ctx, who.ID)
			must(t, err)
			if p.KeysOff == on {
				t.Errorf("wanted %v, kept off: %v", on, p.KeysOff)
			}
		}
		if e := lastEntry(t, w); e.Action != "person.changed" || after(t, e)["single_keys"] != true {
			t.Errorf("the log says %+v", e)
		}
	})
}
