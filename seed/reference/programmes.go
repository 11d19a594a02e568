package reference

import (
	"strings"

	"qadam/internal/civil"
	"qadam/internal/i18n"
)

// Programme is one of the five. Names, owners and territories hold between
// days; a zero From is "since ever" and a zero To is "still". To is the last
// day on which the thing holds.
type Programme struct {
	Code        string
	Number      int    // the order in which the five are always shown
	Letters     string // the three letters of facts.md §1.4
	Name        i18n.Text
	Aliases     []string
	Owners      []Owner
	Territories []Territory
	Districts   []District
	Population  int // of the city about 1 January 2018, rounded (GK)
}

// Owner is the akimat that answers for a programme between two days.
type Owner struct {
	Body     string
	From, To civil.Date
}

// Territory is what a programme covers between two days.
type Territory struct {
	Name       i18n.Text
	Kind       string // city_of_republican_significance, city_of_regional_significance
	Region     i18n.Text
	CityKATO   string
	RegionKATO string
	ISO        string // ISO 3166-2
	Lat, Lon   float64
	TimeZone   string
	From, To   civil.Date
	Mark       Mark
}

// District is a part of the city, with the KATO code of the 2025 edition.
type District struct {
	KATO     string
	Name     i18n.Text
	From, To civil.Date
	Mark     Mark
}

const (
	republican = "city_of_republican_significance"
	regional   = "city_of_regional_significance"
)

// Programmes are the five Smart City programmes in their usual order.
func Programmes() []Programme {
	return []Programme{astana(), almaty(), karaganda(), ontustik(), aktobe()}
}

func astana() Programme {
	name := func(n i18n.Text, iso, from, to string) Territory {
		return Territory{Name: n, Kind: republican, Region: text("Capital, city of republican significance", "Столица, город республиканского значения", "Елорда, республикалық маңызы бар қала"),
			CityKATO: "710000000", RegionKATO: "710000000", ISO: iso, Lat: 51.1694, Lon: 71.4491, TimeZone: "Asia/Almaty", From: since(from), To: since(to), Mark: Sourced}
	}
	return Programme{
		Code: "astana", Number: 1, Letters: "AST", Name: text("Smart Astana", "Smart Астана", "Smart Астана"),
		Aliases: []string{"Смарт Астана", "Ақылды Астана"},
		Owners:  []Owner{{Body: "akimat-astana"}},
		Territories: []Territory{
			name(text("Astana", "Астана", "Астана"), "KZ-AST", "", "2019-03-22"),
			name(text("Nur-Sultan", "Нур-Султан", "Нұр-Сұлтан"), "KZ-AST", "2019-03-23", "2022-09-16"),
			name(text("Astana", "Астана", "Астана"), "KZ-71", "2022-09-17", ""),
		},
		Districts: []District{
			{KATO: "711110000", Name: district("Almaty", "Алматы", "Алматы"), Mark: Sourced},
			{KATO: "711210000", Name: district("Esil", "Есиль", "Есіл"), Mark: Sourced},
			{KATO: "711310000", Name: district("Saryarka", "Сарыарка", "Сарыарқа"), Mark: Sourced},
			{KATO: "711410000", Name: district("Baikonur", "Байконур", "Байқоңыр"), Mark: Sourced},
		},
		Population: 1_030_000,
	}
}

func almaty() Programme {
	return Programme{
		Code: "almaty", Number: 2, Letters: "ALA", Name: text("Smart Almaty", "Smart Алматы", "Smart Алматы"),
		Aliases: []string{"Смарт Алматы", "Ақылды Алматы", "Alma-Ata", "Алма-Ата"},
		Owners:  []Owner{{Body: "akimat-almaty"}},
		Territories: []Territory{{Name: text("Almaty", "Алматы", "Алматы"), Kind: republican,
			Region:   text("City of republican significance", "Город республиканского значения", "Республикалық маңызы бар қала"),
			CityKATO: "750000000", RegionKATO: "750000000", ISO: "KZ-ALA", Lat: 43.2389, Lon: 76.8897, TimeZone: "Asia/Almaty", Mark: Sourced}},
		Districts: []District{
			{KATO: "751110000", Name: district("Almaly", "Алмалинский", "Алмалы"), Mark: Sourced},
			{KATO: "751210000", Name: district("Alatau", "Алатауский", "Алатау"), Mark: Sourced},
			{KATO: "751310000", Name: district("Auezov", "Ауэзовский", "Әуезов"), Mark: Sourced},
			{KATO: "751410000", Name: district("Bostandyk", "Бостандыкский", "Бостандық"), Mark: Sourced},
			{KATO: "751510000", Name: district("Zhetysu", "Жетысуский", "Жетісу"), Mark: Sourced},
			{KATO: "751710000", Name: district("Medeu", "Медеуский", "Медеу"), Mark: Sourced},
			{KATO: "751810000", Name: district("Nauryzbay", "Наурызбайский", "Наурызбай"), Mark: Sourced},
			{KATO: "751910000", Name: district("Turksib", "Турксибский", "Түрксіб"), Mark: Sourced},
		},
		Population: 1_800_000,
	}
}

func karaganda() Programme {
	return Programme{
		Code: "karaganda", Number: 3, Letters: "KAR", Name: text("Smart Karaganda", "Smart Караганда", "Smart Қарағанды"),
		Aliases: []string{"Смарт Караганда", "Ақылды Қарағанды", "Qaraghandy"},
		Owners:  []Owner{{Body: "akimat-karaganda"}},
		Territories: []Territory{{Name: text("Karaganda", "Караганда", "Қарағанды"), Kind: regional,
			Region:   text("Karaganda region", "Карагандинская область", "Қарағанды облысы"),
			CityKATO: "351010000", RegionKATO: "350000000", ISO: "KZ-KAR", Lat: 49.8047, Lon: 73.1094, TimeZone: "Asia/Almaty", Mark: Sourced}},
		Districts: []District{
			{KATO: "351011100", Name: district("Oktyabrsky", "Октябрьский", "Октябрь"), Mark: General},
			{KATO: "351013100", Name: district("Kazybek bi", "им. Казыбек би", "Қазыбек би"), Mark: Sourced},
		},
		Population: 500_000,
	}
}

// ontustik changes its owner and its territory in the middle of the roadmap
// year: on 19 June 2018 Shymkent became a city of republican significance.
func ontustik() Programme {
	shymkent := Territory{Name: text("Shymkent", "Шымкент", "Шымкент"), Lat: 42.3417, Lon: 69.5901, TimeZone: "Asia/Almaty", Mark: General}
	before, after := shymkent, shymkent
	before.Kind, before.CityKATO, before.RegionKATO, before.ISO, before.To = regional, "511010000", "510000000", "KZ-YUZ", day("2018-06-18")
	before.Region = text("South Kazakhstan region", "Южно-Казахстанская область", "Оңтүстік Қазақстан облысы")
	after.Kind, after.CityKATO, after.RegionKATO, after.ISO, after.From = republican, "790000000", "790000000", "KZ-79", day("2018-06-19")
	after.Region = text("City of republican significance", "Город республиканского значения", "Республикалық маңызы бар қала")
	return Programme{
		Code: "ontustik", Number: 4, Letters: "ONT", Name: text("Smart Ontustik", "Smart Онтустик", "Smart Оңтүстік"),
		Aliases: []string{"Ontystuk", "Smart Ontystuk", "Ońtústik", "Ontustyk", "Смарт Онтустик", "Smart Shymkent", "Смарт Шымкент", "Чимкент"},
		Owners: []Owner{
			{Body: "akimat-south-kazakhstan", To: day("2018-06-18")},
			{Body: "akimat-shymkent", From: day("2018-06-19")},
		},
		Territories: []Territory{before, after},
		Districts: []District{
			{KATO: "791110000", Name: district("Abai", "Абайский", "Абай"), Mark: Sourced},
			{KATO: "791310000", Name: district("Al-Farabi", "Аль-Фарабийский", "Әл-Фараби"), Mark: Sourced},
			{KATO: "791510000", Name: district("Enbekshi", "Енбекшинский", "Еңбекші"), Mark: Sourced},
			{KATO: "791710000", Name: district("Karatau", "Каратауский", "Қаратау"), Mark: Sourced},
		},
		Population: 950_000,
	}
}

func aktobe() Programme {
	return Programme{
		Code: "aktobe", Number: 5, Letters: "AKT", Name: text("Smart Aktobe", "Smart Актобе", "Smart Ақтөбе"),
		Aliases: []string{"Smart Aqtobe", "Смарт Актобе", "Ақылды Ақтөбе", "Актюбинск"},
		Owners:  []Owner{{Body: "akimat-aktobe"}},
		Territories: []Territory{{Name: text("Aktobe", "Актобе", "Ақтөбе"), Kind: regional,
			Region:   text("Aktobe region", "Актюбинская область", "Ақтөбе облысы"),
			CityKATO: "151010000", RegionKATO: "150000000", ISO: "KZ-AKT", Lat: 50.2839, Lon: 57.1670, TimeZone: "Asia/Aqtobe", Mark: Sourced}},
		Districts: []District{
			{KATO: "151011100", Name: district("Astana", "Астана", "Астана"), From: day("2018-01-01"), Mark: General},
			{KATO: "151013100", Name: district("Almaty", "Алматы", "Алматы"), From: day("2018-01-01"), Mark: General},
		},
		Population: 420_000,
	}
}

func district(en, ru, kk string) i18n.Text {
	return text(en+" district", ruDistrict(ru), kk+" ауданы")
}

// since is day, but "" stays the zero date.
func since(s string) civil.Date {
	if s == "" {
		return civil.Date{}
	}
	return day(s)
}

// ruDistrict puts the word where Russian wants it: after an adjective, before
// a name.
func ruDistrict(name string) string {
	if strings.HasSuffix(name, "ский") {
		return name + " район"
	}
	return "район " + name
}
