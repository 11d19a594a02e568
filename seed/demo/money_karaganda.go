package demo

// karagandaMoney: a partnership was given up after money had been committed to
// prepare it, a memorandum with the plants never became money, and a tender
// that failed leaves the budget unspent.
func karagandaMoney() Money {
	works := company(301, "Регулируемые перекрёстки")
	diary := company(302, "Школьный дневник области")
	initiative := paper("other", "№ ЧИ-4", "2018-03-19", "Частная инициатива: финансовая модель")
	return moneyOf("karaganda",
		revenue("01-22", "№ 245", "2017-12-12", 2018, 71, 74, 77, 80, 84),
		budget("01-22", "№ 245", "2017-12-12", "Решение маслихата Карагандинской области о бюджете на 2018–2020 годы",
			to("karaganda-trafficlights/region", 110), to("karaganda-109/region", 80), to("karaganda-hub/region", 60), to("karaganda-diary/region", 60)),
		budget("01-23", "Закон № 113-VI", "2017-11-30", "О республиканском бюджете на 2018–2020 годы", to("karaganda-diary/republic", 10)),
		budget("04-24", "№ 281", "2018-04-19", "Уточнение бюджета Карагандинской области",
			to("karaganda-trafficlights/region", 20), to("karaganda-109/region", 15), to("karaganda-diary/region", 5), to("karaganda-fixation/region", 38), to("karaganda-ticket/region", 4)),
		budget("09-20", "№ 317", "2018-09-14", "Уточнение бюджета Карагандинской области",
			to("karaganda-trafficlights/region", -45, "Конкурс на центр управления не состоялся, средства перенесены; новая версия карты на голосовании."),
			to("karaganda-hub/region", -8, "Подрядчик по помещениям не определён.")),

		planned("03-26", "karaganda-fixation/own", initiative, 2019, 2100, 1400),
		purchase("karaganda-fixation/region", "№ 46-К", "04-25", "04-27", "12-14", "karaganda-police", company(303, "Консультант по ГЧП"), 36,
			accepts("06-01 06-05", 22, scan("akt-kd-gchp.txt", "Акт: конкурсная документация проекта фотофиксации, 22 млн тенге.")), pays("06-20", 22), ends("09-24", "09-21", "terminated", "Проект прекращён; спор об оплате 14 млн за выполненную часть не завершён")),
		takeOff("09-25", "karaganda-fixation/own plan 2019", paper("other", "№ 27", "2018-09-17", "Протокол бюджетной комиссии"), "Проект прекращён, инициатор отозвал предложение."),
		takeOff("09-25", "karaganda-fixation/own plan 2020", paper("other", "№ 27", "2018-09-17", "Протокол бюджетной комиссии"), "Проект прекращён, инициатор отозвал предложение."),
		memorandum("karaganda-posts/own", "№ М-2", "03-14", "2019-12-31", "karaganda-ecology", company(304, "Ассоциация предприятий"), 180, Backing{"own_funds", "экологические программы предприятий", "доступ к площадкам"}),
		planned("03-15", "karaganda-posts/own", paper("memorandum", "№ М-2", "2018-03-14", "Меморандум с промышленными предприятиями"), 2018, 120, 60),
		partnership("karaganda-ticket/own", "№ 3-ГЧП", "05-04", "05-10", "2027-12-31", "karaganda-transport", company(305, "Билет Сарыарки"), 56,
			Partnership{Form: "service", Selection: "tender", BuildMonths: 8, RunMonths: 108}.papers("№ 11-2/120", "04-12", "№ 11", "04-16", "№ 283", "04-19"),
			accepts("08-16 08-17", 15), pays("09-05", 15), accepts("10-03 10-04", 12)),
		purchase("karaganda-ticket/region", "№ 50", "04-26", "05-02", "11-30", "karaganda-transport", company(306, "Тарифный расчёт"), 3.6, accepts("09-04", 2), pays("09-18", 2)),

		purchase("karaganda-trafficlights/region", "№ 21", "04-05", "04-10", "06-29", "karaganda-transport", works, 12.6, accepts("06-21 06-25", 5), pays("07-05", 5), accepts("06-29 07-03", 7.6), pays("07-18", 7.6), ends("07-24", "07-20", "completed", "Исполнен")),
		purchase("karaganda-trafficlights/region", "№ 52", "07-10", "07-13", "12-14", "karaganda-transport", works, 45, accepts("09-28 10-02", 10), cancels("09-10", 15, "Пилот сокращён с 20 до 14 перекрёстков.")),
		purchase("karaganda-trafficlights/region", "№ 66/17", "2017-04-12", "2017-04-18", "2017-11-30", "karaganda-transport", works, 18, before2018("karaganda-trafficlights/region", 20, "№ 131", "2016-12-12", 18, 18, 18), ends("01-30", "2017-12-20", "completed", "Исполнен")),
		purchase("karaganda-109/region", "№ 30", "04-10", "04-13", "07-31", "karaganda-contact", company(307, "Связьмонтаж"), 29, accepts("07-04", 29), pays("07-19", 29), ends("08-01", "07-31", "completed", "Исполнен")),
		purchase("karaganda-109/region", "№ 44", "06-14", "06-19", "10-31", "karaganda-digital", company(308, "Диспетчерские программы"), 33, accepts("10-01 10-02", 33)),
		purchase("karaganda-hub/region", "№ 38", "06-05", "06-11", "11-30", "karaganda-digital", company(309, "Школа стартапов"), 19, accepts("06-26 06-28", 9.5), pays("07-13", 9.5)),
		purchase("karaganda-hub/region", "№ 70/17", "2017-09-04", "2017-09-08", "2017-12-22", "karaganda-digital", company(309, "Школа стартапов"), 6, before2018("karaganda-hub/region", 25, "№ 131", "2016-12-12", 6, 6, 6), ends("01-30", "2017-12-22", "completed", "Исполнен")),
		subscribes("karaganda-diary/region", "№ 17-С", "03-27", "03-30", "04-02", "12-28", "karaganda-education", diary, "Подписка на дневник и очередь", 9, 6.6, monthly(4, 9, 5, 6.6)),
		purchase("karaganda-diary/republic", "№ 61", "09-05", "09-10", "12-14", "nit", company(310, "Интеграция порталов"), 9.5),

		stages("karaganda-fixation", "ppp", "03-14", "P1 03-16 03-19", "P3 05-31 06-01", "P4 07-31 09-14 rejected второе_отрицательное_заключение", "PX 09-18 09-18"),
		stages("karaganda-posts", "private", "03-14", "I1 03-14 03-14", "I2 06-29 >posts"),
		stages("karaganda-ticket", "ppp", "03-14", "P4 04-12 04-12", "P5 04-16 04-16", "P6 04-19 04-19", "P8 04-24 04-24", "P9 05-04 05-04", "P12 12-20"),
		stages("karaganda-trafficlights", "public", "03-14", "B6 2017-12-12 2017-12-12", "B8 03-30 04-05", "B9 04-10 04-10", "B10 09-28 >pilot"),
		stages("karaganda-109", "public", "03-14", "B6 2017-12-12 2017-12-12", "B8 04-06 04-10", "B10 12-20 >launch"),
		stages("karaganda-hub", "public", "03-14", "B6 2017-12-12 2017-12-12", "B8 08-31 ~11-30 @08-03"),
		stages("karaganda-diary", "service", "03-14", "V3 03-20 03-20", "V8 03-30 03-27", "V9 12-28", "V7 08-31"),
	)
}
