package demo

// View is a list as somebody saved it under a name, to find it again.
type View struct {
	At        Moment
	Who       string // the address of whose it is
	List      string // projects milestones cases
	Name      string
	Query     string // of its address
	Shared    string // nothing, programme or all
	Programme string // with whose people it is shared
}

// Views are the lists that people keep: the ministry's for everybody, one for
// the people of a programme, and one that is nobody else's.
func Views() []View {
	return []View{
		{At: moment("09-03 10:20"), Who: "official@qadam.demo", List: "milestones", Name: "Просрочено по программам",
			Query: "status=overdue&group=programme&sort=project,due", Shared: "all"},
		{At: moment("09-17 16:40"), Who: "manager.astana@qadam.demo", List: "milestones", Name: "Астана: ждут отчета",
			Query: "programme=astana&owed=yes&sort=due", Shared: "programme", Programme: "astana"},
		{At: moment("10-02 11:05"), Who: "secretary@qadam.demo", List: "cases", Name: "Открытые дела по видам",
			Query: "state=open&group=kind"},
	}
}
