package reference

import "qadam/internal/i18n"

// city is where a programme's departments and enterprises are. Their names
// follow one pattern and are generic on purpose: only the bodies of facts.md
// §1.3 carry their own names.
type city struct {
	code, programme string
	en, ru, kk      string // "of Astana", "города Астаны", "Астана қаласының"
}

var cities = []city{
	{"astana", "astana", "of Astana", "города Астаны", "Астана қаласының"},
	{"almaty", "almaty", "of Almaty", "города Алматы", "Алматы қаласының"},
	{"karaganda", "karaganda", "of Karaganda", "города Караганды", "Қарағанды қаласының"},
	{"shymkent", "ontustik", "of Shymkent", "города Шымкента", "Шымкент қаласының"},
	{"aktobe", "aktobe", "of Aktobe", "города Актобе", "Ақтөбе қаласының"},
}

// office is a department or an enterprise that every city has.
type office struct {
	code    string
	long    i18n.Text // followed (en, ru) or preceded (kk) by the city
	shortEN string
	shortRU string
	shortKK string
	mark    Mark
}

var offices = []office{
	{"digital", text("Digitalization Department", "Управление цифровизации", "цифрландыру басқармасы"), "Digitalization", "Упр. цифровизации", "Цифрландыру басқармасы", Sourced},
	{"transport", text("Department of Passenger Transport and Roads", "Управление пассажирского транспорта и автомобильных дорог", "жолаушылар көлігі және автомобиль жолдары басқармасы"), "Transport", "Упр. транспорта", "Көлік басқармасы", General},
	{"education", text("Education Department", "Управление образования", "білім басқармасы"), "Education", "Упр. образования", "Білім басқармасы", General},
	{"health", text("Health Department", "Управление здравоохранения", "денсаулық сақтау басқармасы"), "Health", "Упр. здравоохранения", "Денсаулық сақтау басқармасы", General},
	{"housing", text("Department of Energy and Utilities", "Управление энергетики и коммунального хозяйства", "энергетика және коммуналдық шаруашылық басқармасы"), "Energy and utilities", "Упр. энергетики и КХ", "Энергетика басқармасы", General},
	{"ecology", text("Department of Environmental Protection", "Управление охраны окружающей среды", "қоршаған ортаны қорғау басқармасы"), "Environment", "Упр. экологии", "Экология басқармасы", General},
	{"economy", text("Department of Economy and Budget Planning", "Управление экономики и бюджетного планирования", "экономика және бюджеттік жоспарлау басқармасы"), "Economy and budget", "Упр. экономики", "Экономика басқармасы", General},
	{"police", text("Police Department", "Департамент внутренних дел", "ішкі істер департаменті"), "Police", "ДВД", "ІІД", General},
	{"maslikhat", text("Maslikhat", "Маслихат", "мәслихаты"), "Maslikhat", "Маслихат", "Мәслихат", Sourced},
	{"water", text("Water utility", "Предприятие водоснабжения и водоотведения", "сумен жабдықтау және су бұру кәсіпорны"), "Water utility", "Водоканал", "Су арнасы", Synthetic},
	{"heat", text("Heat utility", "Предприятие тепловых сетей", "жылу желілері кәсіпорны"), "Heat utility", "Тепловые сети", "Жылу желілері", Synthetic},
	{"lights", text("Street lighting enterprise", "Предприятие уличного освещения", "көше жарығы кәсіпорны"), "Street lighting", "Горсвет", "Қала жарығы", Synthetic},
	{"contact", text("Contact centre 109", "Контакт-центр 109", "109 байланыс орталығы"), "Centre 109", "Контакт-центр 109", "109 орталығы", Synthetic},
	{"ticket", text("Electronic ticketing operator", "Оператор электронного билетирования", "электрондық билет операторы"), "Ticketing operator", "Оператор билетирования", "Билет операторы", Synthetic},
}

// bodies are the offices of one city and what only this city has.
func (c city) bodies() []Body {
	var all []Body
	for _, o := range offices {
		all = append(all, Body{
			Code: c.code + "-" + o.code, Kind: Organisation, Programme: c.programme, Mark: o.mark,
			Name:  text(o.long.EN+" "+c.en, o.long.RU+" "+c.ru, c.kk+" "+o.long.KK),
			Short: text(o.shortEN, o.shortRU, o.shortKK),
		})
	}
	return append(all, ownBodies[c.code]...)
}

// ownBodies are the bodies that only one city has.
var ownBodies = map[string][]Body{
	"astana": {
		{Code: "astana-innovations", Kind: Organisation, Programme: "astana", Mark: Sourced,
			Name:  text("Astana Innovations JSC", "АО «Astana Innovations»", "«Astana Innovations» АҚ"),
			Short: text("Astana Innovations", "Astana Innovations", "Astana Innovations")},
		{Code: "astana-bike", Kind: Organisation, Programme: "astana", Mark: Synthetic,
			Name:  text("Bicycle rental operator of Astana", "Оператор велопроката города Астаны", "Астана қаласының велосипед жалдау операторы"),
			Short: text("Bicycle operator", "Оператор велопроката", "Велосипед операторы")},
		{Code: "astana-wifi", Kind: Organisation, Programme: "astana", Mark: Synthetic,
			Name:  text("Public Wi-Fi operator of Astana", "Оператор публичного Wi-Fi города Астаны", "Астана қаласының қоғамдық Wi-Fi операторы"),
			Short: text("Wi-Fi operator", "Оператор Wi-Fi", "Wi-Fi операторы")},
	},
	"almaty": {
		{Code: "almaty-development-center", Kind: Organisation, Programme: "almaty", Mark: Sourced,
			Name:  text("Almaty Development Center JSC", "АО «Центр развития города Алматы»", "«Алматы қаласын дамыту орталығы» АҚ"),
			Short: text("Almaty Development Center", "Центр развития Алматы", "Алматыны дамыту орталығы")},
		{Code: "almaty-parking", Kind: Organisation, Programme: "almaty", Mark: Synthetic,
			Name:  text("Parking operator of Almaty", "Оператор парковок города Алматы", "Алматы қаласының тұрақтар операторы"),
			Short: text("Parking operator", "Оператор парковок", "Тұрақ операторы")},
		{Code: "almaty-airsensors", Kind: Organisation, Programme: "almaty", Mark: Synthetic,
			Name:  text("Civic air sensor network", "Гражданская сеть датчиков воздуха", "Ауа датчиктерінің азаматтық желісі"),
			Short: text("Civic sensors", "Гражданская сеть", "Азаматтық желі")},
	},
	"karaganda": {
		{Code: "karaganda-university", Kind: Organisation, Programme: "karaganda", Mark: Plausible,
			Name:  text("Karaganda Technical University", "Карагандинский технический университет", "Қарағанды техникалық университеті"),
			Short: text("Technical University", "Технический университет", "Техникалық университет")},
		{Code: "karaganda-industry", Kind: Organisation, Programme: "karaganda", Mark: Synthetic,
			Name:  text("Industrial companies of the region (by agreement)", "Промышленные предприятия области (по согласованию)", "Облыстың өнеркәсіп кәсіпорындары (келісім бойынша)"),
			Short: text("Industrial companies", "Промпредприятия", "Өнеркәсіп кәсіпорындары")},
	},
	"shymkent": {
		{Code: "shymkent-payments", Kind: Organisation, Programme: "ontustik", Mark: Synthetic,
			Name:  text("Operator of the single payment document of Shymkent", "Оператор единого платежного документа города Шымкента", "Шымкент қаласының бірыңғай төлем құжатының операторы"),
			Short: text("Payment operator", "Оператор ЕПД", "БТҚ операторы")},
		{Code: "shymkent-parking", Kind: Organisation, Programme: "ontustik", Mark: Synthetic,
			Name:  text("Parking operator of Shymkent", "Оператор парковок города Шымкента", "Шымкент қаласының тұрақтар операторы"),
			Short: text("Parking operator", "Оператор парковок", "Тұрақ операторы")},
	},
}
