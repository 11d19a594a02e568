package demo

// astanaMoney: the city allocates, refines twice, and most of what was planned
// as partnership is signed; the lighting is not, and its preparation is paid
// by the budget.
func astanaMoney() Money {
	vision := company(101, "Столичная видеосвязь")
	ticket := company(102, "Билетный оператор столицы")
	school := company(103, "Школьные сервисы")
	medical := company(104, "Медицинские данные")
	contact := company(105, "Контакт-сервис")
	posts := company(106, "Экопост")
	fares := Partnership{Form: "service", Selection: "tender", BuildMonths: 9, RunMonths: 74}
	return moneyOf("astana",
		revenue("01-17", "№ 208/25-VI", "2017-12-13", 2018, 168, 176, 185, 194, 203),
		budget("01-17", "№ 208/25-VI", "2017-12-13", "Решение маслихата города Астаны о бюджете на 2018–2020 годы",
			to("astana-ikomek/city", 400), to("astana-air/city", 70), to("astana-school/city", 160), to("astana-polyclinic/city", 210), to("astana-app/city", 40)),
		budget("01-18", "№ 4", "2018-01-15", "План развития АО «Astana Innovations» на 2018 год", to("astana-app/quasi", 10)),
		budget("04-20", "№ 271/31-VI", "2018-04-13", "Уточнение бюджета города Астаны",
			to("astana-ikomek/city", 50), to("astana-school/city", 20), to("astana-app/city", 10), to("astana-lighting/city", 110)),
		budget("09-19", "№ 296/36-VI", "2018-09-14", "Уточнение бюджета города Астаны",
			to("astana-ikomek/city", -20, "Экономия по итогам конкурсов передана другим программам; карту уточним следующей версией."), to("astana-air/city", -4, "Экономия по итогам конкурса.")),

		partnership("astana-sergek/own", "№ 41-Д", "03-28", "04-02", "2033-12-31", "astana-innovations", vision, 2800,
			Partnership{Form: "life_cycle", Selection: "tender", BuildMonths: 18, RunMonths: 171}.papers("№ 11-2/58", "02-26", "№ 12", "03-12", "№ 241/29-VI", "03-16"),
			owes("comp_invest", 2019, 2028, 1500, "не индексируется"), owes("comp_oper", 2019, 2033, 600, "на уровень инфляции"),
			surety("bond_surety", "Банк-гарант (условный)", 280, "03-28", "2020-12-31"),
			inYears(2018, 2400, 400), takesOn("04-03", "astana-sergek/owed-city"),
			accepts("04-03 04-05", 150), pays("04-20", 150), accepts("07-26 07-27", 1100, scan("akt-kamery-1-ochered.txt", "Акт выполненных работ № 2: установлено 3 012 камер первой очереди, 1 100 млн тенге.")), pays("08-10", 1100), accepts("10-05 10-08", 320)),
		partnership("astana-ticket/own", "№ 12-Б", "02-20", "02-23", "2024-12-31", "astana-transport", ticket, 500,
			fares.papers("№ 11-2/41", "01-31", "№ 3", "02-05", "№ 230/27-VI", "02-09"),
			accepts("04-18 04-20", 180), pays("05-04", 180), accepts("07-03 07-04", 220), pays("07-19", 220)),
		planned("02-14", "astana-lighting/own", paper("memorandum", "№ 64-М", "2016-11-30", "Меморандум с консорциумом инвесторов"), 2019, 6000, 6000),
		memorandum("astana-lighting/own", "№ 64-М", "2016-11-30", "2019-12-31", "astana-housing", company(107, "Консорциум освещения"), 12000, Backing{"own_funds", "экономия электроэнергии", "предоставить опоры и сети"}),
		purchase("astana-lighting/city", "№ 57-У", "04-23", "04-25", "12-28", "astana-housing", company(108, "Проектный консультант"), 92, accepts("05-02", 48), pays("05-15", 48)),

		subscribes("astana-school/city", "№ 31-С", "03-20", "03-27", "04-02", "12-28", "astana-education", school, "Подписка на электронный дневник и доступ в школу", 9, 17, monthly(4, 9, 5, 17)),
		subscribes("astana-polyclinic/city", "№ 66/МИС", "03-27", "04-02", "04-02", "12-28", "astana-health", medical, "Подписка на медицинскую информационную систему", 9, 22, monthly(4, 9, 6, 22)),
		subscribes("astana-app/city", "№ 9-С", "02-26", "03-02", "03-02", "12-28", "astana-digital", company(109, "Городские приложения"), "Сопровождение мобильного приложения", 10, 4, monthly(3, 7, 5, 4),
			accepts("09-28 10-04", 8, why("Поставщик выставил один акт за август и сентябрь."))),
		purchase("astana-app/quasi", "№ 71", "08-06", "", "11-30", "astana-innovations", company(110, "Счётчик услуг"), 9.4),

		purchase("astana-ikomek/city", "№ 18", "02-26", "03-01", "06-29", "astana-contact", contact, 198, accepts("04-11 04-16", 198, scan("akt-edinyj-109.txt", "Акт выполненных работ: 18 служб переведены на номер 109, 198 млн тенге.")), pays("04-27", 198), returns("05-16", 3.2, "Излишне оплаченные часы, возврат по сверке."), ends("06-04", "05-31", "completed", "Исполнен в полном объёме")),
		purchase("astana-ikomek/city", "№ 39", "04-16", "04-20", "12-21", "astana-contact", contact, 88, accepts("06-27 06-29", 48), pays("07-12", 48), accepts("09-28 10-03", 21)),
		purchase("astana-ikomek/city", "№ 63", "07-05", "07-10", "12-14", "astana-contact", company(111, "Карта обращений"), 107, advance(20), pays("07-24", 21)),
		purchase("astana-ikomek/city", "№ 92/17", "2017-03-14", "2017-03-20", "2017-12-22", "astana-contact", contact, 285, before2018("astana-ikomek/city", 300, "№ 94/11-VI", "2016-12-14", 285, 262, 262), ends("01-29", "2017-12-29", "completed", "Исполнен на 262 млн, остаток не востребован")),
		purchase("astana-air/city", "№ 25", "03-12", "03-16", "12-14", "astana-ecology", posts, 54, accepts("07-03 07-05", 22), pays("07-20", 22), accepts("09-28 10-02", 11)),
		purchase("astana-air/city", "№ 48", "06-25", "06-28", "10-31", "astana-ecology", company(112, "Открытая карта"), 9.2, accepts("10-02 10-03", 9.2), pays("10-10", 9.2)),
		purchase("astana-air/city", "№ 14/17", "2017-05-10", "2017-05-16", "2017-12-15", "astana-ecology", posts, 12, before2018("astana-air/city", 14, "№ 94/11-VI", "2016-12-14", 12, 11, 11), ends("01-29", "2017-12-29", "completed", "Исполнен")),

		investment("astana-water/own", "№ ИП-3", "02-15", "2020-12-31", "astana-water", company(113, "Инвестор водных сетей"), 200, Backing{"own_funds", "тариф предприятия", "утвердить инвестиционную программу"},
			inYears(2018, 180), accepts("05-03", 90), pays("05-18", 90), accepts("08-24", 60), pays("09-10", 60)),
		investment("astana-water/ifi", "№ З-7", "04-10", "2026-04-10", "astana-water", company(114, "Заёмный фонд сетей"), 150, Backing{"loan", "тариф предприятия", ""},
			accepts("08-24", 50), pays("09-11", 50), accepts("10-08", 22)),
		investment("astana-wifi/own", "№ 5", "03-01", "2020-12-31", "astana-digital", company(115, "Оператор доступа"), 40, Backing{"own_funds", "реклама и гостевой доступ", "точки подключения"},
			accepts("06-29", 15), pays("07-13", 15), accepts("09-28", 8)),
		investment("astana-bike/own", "№ 11", "03-15", "2020-12-31", "astana-transport", company(116, "Велосипедный оператор"), 60, Backing{"own_funds", "абонементы", "места для станций"},
			accepts("04-24", 10), accepts("05-03", 10), pays("05-21", 20), accepts("09-18", 30), pays("10-02", 30)),
		investment("astana-bike/grant", "№ 12-Г", "04-05", "12-28", "astana-transport", company(117, "Фонд-спонсор"), 30, Backing{"grant", "", "логотип на станциях"},
			accepts("09-18", 20), pays("10-02", 20)),

		stages("astana-sergek", "ppp", "02-14", "P2 2017-09-29 2017-10-11", "P4 02-23 02-26", "P5 03-09 03-12", "P6 03-16 03-16", "P8 03-23 03-26", "P9 03-30 03-28", "P10 04-06 04-02", "P12 11-30", "P13 12-20 >load"),
		stages("astana-ticket", "ppp", "02-14", "P4 01-31 01-31", "P5 02-05 02-05", "P6 02-09 02-09", "P9 02-20 02-20", "P12 06-29 07-04", "P14 12-21"),
		stages("astana-lighting", "ppp", "02-14", "P1 2016-11-30 2016-11-30", "P3 04-13 05-02", "P4 06-29 07-19", "P7 08-31 09-03", "P8 09-28 ~10-30 @10-02", "P5 10-31", "P6 11-16", "P9 11-30 >lamps"),
		stages("astana-water", "private", "02-14", "I2 02-15 02-15", "I3 11-30", "I4 12-20"),
		stages("astana-wifi", "private", "02-14", "I2 03-01 03-01", "I3 09-28"),
		stages("astana-bike", "private", "02-14", "I1 2017-10-31 2017-11-02", "I2 03-15 03-15", "I3 08-31 09-18"),
		stages("astana-school", "service", "02-14", "V1 02-28 02-27", "V3 03-15 03-14", "V8 03-20 03-20", "V9 12-28"),
		stages("astana-polyclinic", "service", "02-14", "V3 03-15 03-16", "V5 03-26 03-26", "V8 03-30 03-27", "V9 12-28"),
		stages("astana-app", "service", "02-14", "V1 01-31 01-31", "V8 02-26 02-26", "V7 09-28 ~11-16 @10-02"),
		stages("astana-ikomek", "public", "02-14", "B6 2017-12-13 2017-12-13", "B7 01-10 01-10", "B8 02-23 02-23", "B9 03-01 03-01", "B10 12-14", "B12 12-28"),
		stages("astana-air", "public", "02-14", "B6 2017-12-13 2017-12-13", "B8 03-07 03-12", "B9 03-16 03-16", "B10 12-14 >thirty"),
	)
}
