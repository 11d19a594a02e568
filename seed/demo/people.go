package demo

import (
	"qadam/internal/civil"
	"qadam/internal/i18n"
)

// Person is somebody with a demonstration account. Every name is fictional; a
// likeness to anybody is chance.
type Person struct {
	Account  string // the part of the address before @qadam.demo
	Name     i18n.Text
	Position i18n.Text
	Locale   i18n.Locale
	Tenures  []Tenure
}

// Email is the address with which the person signs in.
func (p Person) Email() string { return p.Account + "@qadam.demo" }

// Tenure is a seat held between two days; a zero To is "still".
type Tenure struct {
	Body, Seat string // codes of seed/reference
	From, To   civil.Date
}

// firstDay is the first working day of the play's year.
var firstDay = day("01-03")

// People are the 26 demonstration accounts.
func People() []Person {
	manager := t("Project manager, Digitalization Department", "Руководитель проекта, управление цифровизации", "Жоба жетекшісі, цифрландыру басқармасы")
	head := t("Head of the Digitalization Department", "Руководитель управления цифровизации", "Цифрландыру басқармасының басшысы")
	people := []Person{
		{"manager.astana", t("Aigerim Sadvakasova", "Айгерим Садвакасова", "Айгерім Сәдуақасова"), manager, i18n.RU, sits("akimat-astana", "manager")},
		{"head.astana", t("Daulet Kenzhebayev", "Даулет Кенжебаев", "Дәулет Кенжебаев"), head, i18n.RU, sits("akimat-astana", "head")},
		{"manager.almaty", t("Olga Petrenko", "Ольга Петренко", "Ольга Петренко"), manager, i18n.RU, sits("akimat-almaty", "manager")},
		{"head.almaty", t("Yerlan Tulegenov", "Ерлан Тулегенов", "Ерлан Төлегенов"), head, i18n.RU, sits("akimat-almaty", "head")},
		{"manager.karaganda", t("Sergey Vlasov", "Сергей Власов", "Сергей Власов"), manager, i18n.RU, sits("akimat-karaganda", "manager")},
		{"head.karaganda", t("Gulnara Abisheva", "Гульнара Абишева", "Гүлнара Әбішева"), head, i18n.RU, sits("akimat-karaganda", "head")},
		{"manager.ontustik", t("Nurlan Ospanov", "Нурлан Оспанов", "Нұрлан Оспанов"), manager, i18n.KK, moves("manager")},
		{"head.ontustik", t("Zhanar Kydyrbekova", "Жанар Кыдырбекова", "Жанар Қыдырбекова"), head, i18n.KK, moves("head")},
		{"manager.aktobe", t("Assel Imangaliyeva", "Асель Имангалиева", "Әсел Иманғалиева"), manager, i18n.KK, sits("akimat-aktobe", "manager")},
		{"head.aktobe", t("Marat Zholdybayev", "Марат Жолдыбаев", "Марат Жолдыбаев"), head, i18n.RU, sits("akimat-aktobe", "head")},

		{"expert1", t("Timur Akhmetov", "Тимур Ахметов", "Тимур Ахметов"), t("Expert in technology", "Эксперт по технологиям", "Технологиялар жөніндегі сарапшы"), i18n.RU, sits("competence-centre", "expert1")},
		{"expert2", t("Yelena Kim", "Елена Ким", "Елена Ким"), t("Expert in financing models", "Эксперт по моделям финансирования", "Қаржыландыру модельдері жөніндегі сарапшы"), i18n.RU, sits("competence-centre", "expert2")},
		{"expert3", t("Bakhytgul Seitkali", "Бахытгуль Сейткали", "Бақытгүл Сейтқали"), t("Expert in public services", "Эксперт по государственным услугам", "Мемлекеттік қызметтер жөніндегі сарапшы"), i18n.KK, sits("competence-centre", "expert3")},

		{"chair", t("Arman Karymsakov", "Арман Карымсаков", "Арман Қарымсақов"), t("Chair of the working group", "Председатель рабочей группы", "Жұмыс тобының төрағасы"), i18n.RU, sits("working-group", "chair")},
		{"secretary", t("Madina Rakhimova", "Мадина Рахимова", "Мәдина Рахимова"), t("Secretary of the working group", "Секретарь рабочей группы", "Жұмыс тобының хатшысы"), i18n.KK, sits("working-group", "secretary")},
	}
	people = append(people, members()...)
	return append(people,
		Person{"official", t("Kanat Beisenov", "Канат Бейсенов", "Қанат Бейсенов"), t("Head of division, Ministry of Information and Communications", "Руководитель отдела, Министерство информации и коммуникаций", "Бөлім басшысы, Ақпарат және коммуникациялар министрлігі"), i18n.RU, sits("mic", "official")},
		Person{"auditor", t("Irina Sokolova", "Ирина Соколова", "Ирина Соколова"), t("State auditor", "Государственный аудитор", "Мемлекеттік аудитор"), i18n.RU, sits("accounts-committee", "auditor")},
		Person{"admin", t("Ruslan Mukanov", "Руслан Муканов", "Руслан Мұқанов"), t("Administrator of the system", "Администратор системы", "Жүйе әкімшісі"), i18n.RU, sits("zerde", "admin")},
	)
}

func members() []Person {
	return []Person{
		{"member1", t("Saule Nurpeisova", "Сауле Нурпеисова", "Сәуле Нұрпейісова"), t("Deputy director of a department, MIC", "Заместитель директора департамента, МИК", "Департамент директорының орынбасары, АКМ"), i18n.RU, sits("working-group", "member1")},
		{"member2", t("Alexey Gorbunov", "Алексей Горбунов", "Алексей Горбунов"), t("Director of projects, Zerde Holding", "Директор проектов, холдинг «Зерде»", "Жобалар директоры, «Зерде» холдингі"), i18n.RU, sits("working-group", "member2")},
		{"member3", t("Askar Tleubergenov", "Аскар Тлеубергенов", "Асқар Тілеубергенов"), t("Chief architect, NIT JSC", "Главный архитектор, АО «НИТ»", "Бас сәулетші, «ҰАТ» АҚ"), i18n.RU, sits("working-group", "member3")},
		{"member4", t("Dinara Suleimenova", "Динара Сулейменова", "Динара Сүлейменова"), t("Head of expertise, Kazakhstan PPP Center", "Руководитель экспертизы, Казахстанский центр ГЧП", "Сараптама басшысы, Қазақстандық МЖӘ орталығы"), i18n.RU, sits("working-group", "member4")},
		{"member5", t("Yerbol Zhunusov", "Ербол Жунусов", "Ербол Жүнісов"), t("Member of the board, Astana Innovations JSC", "Член правления, АО «Astana Innovations»", "Басқарма мүшесі, «Astana Innovations» АҚ"), i18n.KK, sits("working-group", "member5")},
		{"member6", t("Natalya Shevchenko", "Наталья Шевченко", "Наталья Шевченко"), t("Head of analysis, Almaty Development Center", "Руководитель аналитики, Центр развития города Алматы", "Талдау басшысы, Алматы қаласын дамыту орталығы"), i18n.RU, sits("working-group", "member6")},
		{"member7", t("Bolat Yersainov", "Болат Ерсаинов", "Болат Ерсайынов"), t("Adviser on budget planning", "Советник по бюджетному планированию", "Бюджеттік жоспарлау жөніндегі кеңесші"), i18n.RU, sits("working-group", "member7")},
		{"member8", t("Kamila Orazbek", "Камила Оразбек", "Кәмила Оразбек"), t("Representative of non-governmental organisations", "Представитель неправительственных организаций", "Үкіметтік емес ұйымдардың өкілі"), i18n.KK, sits("working-group", "member8")},
	}
}

func sits(body, seat string) []Tenure { return []Tenure{{Body: body, Seat: seat, From: firstDay}} }

// moves is a seat in Ontustik, which went over to another akimat with its
// people.
func moves(seat string) []Tenure {
	return []Tenure{
		{Body: "akimat-south-kazakhstan", Seat: seat, From: firstDay, To: day("06-18")},
		{Body: "akimat-shymkent", Seat: seat, From: day("06-19")},
	}
}
