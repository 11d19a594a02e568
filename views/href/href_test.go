package href

import "testing"

func TestAddresses(t *testing.T) {
	tests := []struct{ got, want string }{
		{Programme("astana"), "/programmes/astana"},
		{Project("a/b"), "/projects/a%2Fb"},
		{Roadmap("astana", 2018), "/roadmaps/astana/2018"},
		{RoadmapVersion("astana", 2018, 2), "/roadmaps/astana/2018?version=2"},
		{MilestoneUpdates(7), "/milestones/7/updates"},
		{EvidenceFile(3), "/evidence/3/file"},
		{With("/portfolio?as_of=2018-09-30&x=1", "as_of", "", "sort", "-due"), "/portfolio?sort=-due&x=1"},
		{With("/portfolio", "as_of", "2018-09-30"), "/portfolio?as_of=2018-09-30"},
		{With("/portfolio?as_of=2018-09-30", "as_of", ""), "/portfolio"},
		{With("/zones/a%2Fb?q=%D2%9B#top", "x", "1&2"), "/zones/a%2Fb?q=%D2%9B&x=1%262#top"},
	}
	for _, tt := range tests {
		if tt.got != tt.want {
			t.Errorf("got %s, want %s", tt.got, tt.want)
		}
	}
}
