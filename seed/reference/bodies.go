package reference

import (
	"qadam/internal/civil"
	"qadam/internal/i18n"
)

// Kinds of bodies, as in internal/portfolio; an organisation is any executor
// that is none of the others.
const (
	Ministry         = "ministry"
	Akimat           = "akimat"
	WorkingGroup     = "working_group"
	CompetenceCentre = "competence_centre"
	Laboratory       = "laboratory"
	Organisation     = "organisation"
)

// Body is an organisation or a collegial body between two days.
type Body struct {
	Code      string
	Kind      string
	Name      i18n.Text
	Short     i18n.Text
	Programme string // the programme it belongs to; empty for national ones
	From, To  civil.Date
	Successor string // the body that took over after To
	Seats     []Seat
	Mark      Mark
}

// Seat is a place in a body; people hold seats between dates.
type Seat struct {
	Code   string // unique in the body
	Name   i18n.Text
	Role   string // the role it gives: manager head expert member chair secretary official auditor admin
	Voting bool
	Speaks string // code of the body that a member speaks for; empty for none
}

// Bodies are all bodies: national ones, then those of each city.
func Bodies() []Body {
	all := national()
	all = append(all, akimats()...)
	for _, c := range cities {
		all = append(all, c.bodies()...)
	}
	return all
}

func national() []Body {
	return []Body{
		{Code: "mic", Kind: Ministry, Mark: Sourced,
			Name:  text("Ministry of Information and Communications", "Министерство информации и коммуникаций", "Ақпарат және коммуникациялар министрлігі"),
			Short: text("MIC", "МИК", "АКМ"),
			Seats: []Seat{
				{"official", text("Official of the ministry", "Представитель министерства", "Министрлік өкілі"), "official", false, ""},
			}},
		{Code: "working-group", Kind: WorkingGroup, Mark: Sourced,
			Name:  text("Smart City working group", "Рабочая группа Smart City", "Smart City жұмыс тобы"),
			Short: text("Working group", "Рабочая группа", "Жұмыс тобы"),
			Seats: workingGroupSeats()},
		{Code: "competence-centre", Kind: CompetenceCentre, Mark: Sourced,
			Name:  text("Smart City competence centre", "Центр компетенций Smart City", "Smart City құзыреттер орталығы"), // unsure (kk), as in facts.md §4.7
			Short: text("Competence centre", "Центр компетенций", "Құзыреттер орталығы"),
			Seats: []Seat{
				{"expert1", text("Expert, technology", "Эксперт по технологиям", "Технологиялар жөніндегі сарапшы"), "expert", false, ""},
				{"expert2", text("Expert, financing", "Эксперт по финансированию", "Қаржыландыру жөніндегі сарапшы"), "expert", false, ""},
				{"expert3", text("Expert, public services", "Эксперт по государственным услугам", "Мемлекеттік қызметтер жөніндегі сарапшы"), "expert", false, ""},
			}},
		{Code: "laboratory", Kind: Laboratory, Mark: Sourced,
			Name:  text("Smart City laboratory", "Лаборатория Smart City", "Smart City зертханасы"),
			Short: text("Laboratory", "Лаборатория", "Зертхана")},
		{Code: "zerde", Kind: Organisation, Mark: Sourced,
			Name:  text("Zerde National Infocommunication Holding JSC", "АО «Национальный инфокоммуникационный холдинг «Зерде»", "«Зерде» ұлттық инфокоммуникациялық холдингі» АҚ"),
			Short: text("Zerde", "Холдинг «Зерде»", "«Зерде» холдингі"),
			Seats: []Seat{
				{"admin", text("Administrator of the system", "Администратор системы", "Жүйе әкімшісі"), "admin", false, ""},
			}},
		{Code: "nit", Kind: Organisation, Mark: General,
			Name:  text("National Information Technologies JSC", "АО «Национальные информационные технологии»", "«Ұлттық ақпараттық технологиялар» АҚ"),
			Short: text("NIT", "АО «НИТ»", "«ҰАТ» АҚ")},
		{Code: "ppp-center", Kind: Organisation, Mark: General,
			Name:  text("Kazakhstan PPP Center JSC", "АО «Казахстанский центр ГЧП»", "«Қазақстандық МЖӘ орталығы» АҚ"),
			Short: text("PPP Center", "Центр ГЧП", "МЖӘ орталығы")},
		{Code: "accounts-committee", Kind: Organisation, Mark: Sourced,
			Name:  text("Accounts Committee", "Счетный комитет по контролю за исполнением республиканского бюджета", "Республикалық бюджеттің атқарылуын бақылау жөніндегі есеп комитеті"),
			Short: text("Accounts Committee", "Счетный комитет", "Есеп комитеті"),
			Seats: []Seat{
				{"auditor", text("Auditor", "Аудитор", "Аудитор"), "auditor", false, ""},
			}},
		{Code: "private-partner", Kind: Organisation, Mark: Synthetic,
			Name:  text("Private partner (by contract)", "Частный партнер (по договору)", "Жекеше әріптес (шарт бойынша)"),
			Short: text("Private partner", "Частный партнер", "Жекеше әріптес")},
		{Code: "service-supplier", Kind: Organisation, Mark: Synthetic,
			Name:  text("Supplier of ICT services (by contract)", "Поставщик информационно-коммуникационных услуг (по договору)", "Ақпараттық-коммуникациялық қызметтерді жеткізуші (шарт бойынша)"),
			Short: text("ICT supplier", "Поставщик ИКУ", "АКҚ жеткізуші")},
	}
}

// workingGroupSeats are nine voting seats and the secretary, who has no vote.
// Who sits there by office is plausible, not sourced.
func workingGroupSeats() []Seat {
	member := func(code, speaks, en, ru, kk string) Seat {
		return Seat{code, text(en, ru, kk), "member", true, speaks}
	}
	return []Seat{
		{"chair", text("Chair", "Председатель", "Төраға"), "chair", true, ""},
		member("member1", "mic", "Member: Ministry of Information and Communications", "Член: Министерство информации и коммуникаций", "Мүше: Ақпарат және коммуникациялар министрлігі"),
		member("member2", "zerde", "Member: Zerde Holding", "Член: Холдинг «Зерде»", "Мүше: «Зерде» холдингі"),
		member("member3", "nit", "Member: NIT JSC", "Член: АО «НИТ»", "Мүше: «ҰАТ» АҚ"),
		member("member4", "ppp-center", "Member: Kazakhstan PPP Center", "Член: Казахстанский центр ГЧП", "Мүше: Қазақстандық МЖӘ орталығы"),
		member("member5", "astana-innovations", "Member: Astana Innovations JSC", "Член: АО «Astana Innovations»", "Мүше: «Astana Innovations» АҚ"),
		member("member6", "almaty-development-center", "Member: Almaty Development Center", "Член: Центр развития города Алматы", "Мүше: Алматы қаласын дамыту орталығы"),
		member("member7", "", "Member: economy and budget", "Член: экономика и бюджет", "Мүше: экономика және бюджет"),
		member("member8", "", "Member: non-governmental organisations", "Член: неправительственные организации", "Мүше: үкіметтік емес ұйымдар"),
		{"secretary", text("Secretary", "Секретарь", "Хатшы"), "secretary", false, ""},
	}
}

func akimats() []Body {
	seats := []Seat{
		{"head", text("Head of digitalization in the akimat", "Руководитель цифровизации акимата", "Әкімдіктің цифрландыру басшысы"), "head", false, ""},
		{"manager", text("Project manager", "Руководитель проекта", "Жоба жетекшісі"), "manager", false, ""},
	}
	akimat := func(code, programme string, name, short i18n.Text) Body {
		return Body{Code: code, Kind: Akimat, Programme: programme, Name: name, Short: short, Seats: seats, Mark: Sourced}
	}
	south := akimat("akimat-south-kazakhstan", "ontustik",
		text("Akimat of South Kazakhstan region", "Акимат Южно-Казахстанской области", "Оңтүстік Қазақстан облысының әкімдігі"),
		text("South Kazakhstan akimat", "Акимат ЮКО", "ОҚО әкімдігі"))
	south.To, south.Successor = day("2018-06-18"), "akimat-turkistan"
	turkistan := akimat("akimat-turkistan", "",
		text("Akimat of Turkistan region", "Акимат Туркестанской области", "Түркістан облысының әкімдігі"),
		text("Turkistan akimat", "Акимат Туркестанской области", "Түркістан облысының әкімдігі"))
	turkistan.From, turkistan.Seats, turkistan.Mark = day("2018-06-19"), nil, General
	shymkent := akimat("akimat-shymkent", "ontustik",
		text("Akimat of the city of Shymkent", "Акимат города Шымкента", "Шымкент қаласының әкімдігі"),
		text("Shymkent akimat", "Акимат Шымкента", "Шымкент әкімдігі"))
	shymkent.From, shymkent.Mark = day("2018-06-19"), General
	return []Body{
		akimat("akimat-astana", "astana",
			text("Akimat of the city of Astana", "Акимат города Астаны", "Астана қаласының әкімдігі"),
			text("Astana akimat", "Акимат Астаны", "Астана әкімдігі")),
		akimat("akimat-almaty", "almaty",
			text("Akimat of the city of Almaty", "Акимат города Алматы", "Алматы қаласының әкімдігі"),
			text("Almaty akimat", "Акимат Алматы", "Алматы әкімдігі")),
		akimat("akimat-karaganda", "karaganda",
			text("Akimat of Karaganda region", "Акимат Карагандинской области", "Қарағанды облысының әкімдігі"),
			text("Karaganda akimat", "Акимат Карагандинской области", "Қарағанды облысының әкімдігі")),
		south, shymkent, turkistan,
		akimat("akimat-aktobe", "aktobe",
			text("Akimat of Aktobe region", "Акимат Актюбинской области", "Ақтөбе облысының әкімдігі"),
			text("Aktobe akimat", "Акимат Актюбинской области", "Ақтөбе облысының әкімдігі")),
	}
}
