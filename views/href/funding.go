package href

// Funding is the money of all programmes.
func Funding() string { return "/funding" }

// FundingOf is the money of all programmes, of a fiscal year ("all" for all of
// them), a model and a source, each of which may be left out.
func FundingOf(year, model, source string) string {
	return With(Funding(), "year", year, "model", model, "source", source)
}

// FundingGaps is where more is planned than allocated, and what lapses.
func FundingGaps() string { return Funding() + "/gaps" }

// FundingChecks lists what breaks the rules about money.
func FundingChecks() string { return Funding() + "/checks" }

// FundingObligations is what the budget owes for partnerships by year.
func FundingObligations() string { return Funding() + "/obligations" }

// FundingEarned is the earned value of all projects.
func FundingEarned() string { return Funding() + "/earned" }

// ProgrammeFunding is the money of one programme.
func ProgrammeFunding(code string) string { return Programme(code) + "/funding" }

// ProgrammePaste enters many rows of a programme's money at once, and takes
// them.
func ProgrammePaste(code string) string { return ProgrammeFunding(code) + "/paste" }

// ProjectFunding is the money of one project.
func ProjectFunding(code string) string { return Project(code) + "/funding" }

// FundingLines takes a new line of a project.
func FundingLines(project string) string { return ProjectFunding(project) + "/lines" }

// NewFundingLine is the form of a new line of a project.
func NewFundingLine(project string) string { return FundingLines(project) + "/new" }

// FundingLine is one line: its ledger with running totals.
func FundingLine(id int64) string { return Funding() + "/lines/" + number(id) }

// LineEntries takes an entry of a line.
func LineEntries(lineID int64) string { return FundingLine(lineID) + "/entries" }

// NewEntry is the form of an entry of a line, of a kind that may be left out.
func NewEntry(lineID int64, kind string) string {
	return With(LineEntries(lineID)+"/new", "kind", kind)
}

// LineEntryCheck holds an entry against the checks before it is saved.
func LineEntryCheck(lineID int64) string { return LineEntries(lineID) + "/check" }

// FundingEntry is one entry with its document.
func FundingEntry(id int64) string { return Funding() + "/entries/" + number(id) }

// EntryReversal takes the reversal of an entry.
func EntryReversal(id int64) string { return FundingEntry(id) + "/reversal" }

// FundingDocument is the file of a paper that money goes by.
func FundingDocument(id int64) string { return Funding() + "/documents/" + number(id) + "/file" }

// Contracts lists the contracts.
func Contracts() string { return "/contracts" }

// ContractsOf lists the contracts of a project.
func ContractsOf(project string) string { return With(Contracts(), "project", project) }

// Contract is one contract: terms, money, obligations, history.
func Contract(id int64) string { return Contracts() + "/" + number(id) }

// ProjectContracts takes a new contract of a project.
func ProjectContracts(project string) string { return Project(project) + "/contracts" }

// NewContract is the form of a contract of a project, of a kind that may be
// left out.
func NewContract(project, kind string) string {
	return With(ProjectContracts(project)+"/new", "kind", kind)
}

// ContractTerms takes other terms of a contract.
func ContractTerms(id int64) string { return Contract(id) + "/terms" }

// NewContractTerms is the form that amends a contract.
func NewContractTerms(id int64) string { return ContractTerms(id) + "/new" }

// ContractSteps takes a step of a contract to another state.
func ContractSteps(id int64) string { return Contract(id) + "/steps" }

// ProjectStages is how a project goes through the stages of its funding model.
func ProjectStages(code string) string { return Project(code) + "/stages" }

// ProjectStage takes what is planned, expected or reached of one stage.
func ProjectStage(code, stage string) string { return ProjectStages(code) + "/" + stage }

// ProgrammeRevenue takes the own revenue of a programme's local budget for a
// year.
func ProgrammeRevenue(code string) string { return ProgrammeFunding(code) + "/revenue" }

// AdminStages is the lists of stages of the funding models.
func AdminStages() string { return "/admin/stages" }
