package demo

// aktobeMoney: the transfer for the lighting of the old city was not spent in
// 2017 and lapsed, and is at risk again; the rest is small and in order.
func aktobeMoney() Money {
	again := "Конкурс на работы объявляется повторно, остаток возвращён в вышестоящий бюджет."
	return moneyOf("aktobe",
		revenue("01-24", "№ 201", "2017-12-11", 2018, 42, 44, 46, 48, 50),
		budget("01-24", "№ 201", "2017-12-11", "Решение маслихата Актюбинской области о бюджете на 2018–2020 годы",
			to("aktobe-app/region", 20), to("aktobe-diary/region", 25), to("aktobe-mis/region", 80), to("aktobe-lighting/region", 22)),
		budget("01-25", "Закон № 113-VI", "2017-11-30", "О республиканском бюджете на 2018–2020 годы: целевые трансферты", to("aktobe-lighting/transfer", 238)),
		budget("04-25", "№ 238", "2018-04-18", "Уточнение бюджета Актюбинской области",
			to("aktobe-diary/region", 6, "Подписка начинается с апреля, недостающее уточним."), to("aktobe-video/region", 16), to("aktobe-mis/region", -4, "Экономия по итогам конкурса на подписку.")),
		budget("09-20", "№ 263", "2018-09-13", "Уточнение бюджета Актюбинской области",
			to("aktobe-lighting/transfer", -88, again), to("aktobe-diary/region", 2, "Остаток потребности 2 млн перенесён на 2019 год.")),
		late2017("01-29", "aktobe-lighting/transfer", 60, "Закон № 25-VI", "2016-11-29", "Целевой трансферт 2017 года не освоен: проектная документация не была готова."),

		purchase("aktobe-lighting/region", "№ 22", "04-05", "04-10", "07-31", "aktobe-housing", company(501, "Проект освещения"), 11.5, accepts("07-17", 11.5), pays("07-30", 11.5), ends("08-07", "08-03", "completed", "Исполнен")),
		purchase("aktobe-lighting/region", "№ 47", "08-20", "08-24", "11-30", "aktobe-lights", company(502, "Шкафы управления"), 9.4, accepts("10-04 10-05", 4.2)),
		purchase("aktobe-video/region", "№ 28", "05-03", "05-10", "12-14", "aktobe-police", company(503, "Финансовая модель"), 15, accepts("09-03 09-05", 9), pays("09-19", 9)),
		planned("06-05", "aktobe-video/own", paper("other", "№ 14-К", "2018-05-25", "Концепция проекта ГЧП"), 2020, 1400, 1260),
		partnership("aktobe-ticket/own", "№ 1-МЖӘ", "07-25", "07-30", "2025-12-31", "aktobe-transport", company(504, "Ақтөбе билеті"), 28,
			Partnership{Form: "service", Selection: "tender", BuildMonths: 6, RunMonths: 84}.papers("№ 11-2/184", "06-21", "№ 8", "06-26", "№ 251", "07-03"), accepts("10-03 10-04", 6)),
		investment("aktobe-water/own", "№ ИП-1", "03-29", "2020-12-31", "aktobe-water", company(505, "Инвестор учёта воды"), 70, Backing{"own_funds", "тариф предприятия", "утвердить инвестиционную программу"},
			accepts("07-20", 40), pays("08-03", 40), accepts("10-11", 15)),
		subscribes("aktobe-app/region", "№ 4-С", "04-25", "04-28", "05-02", "12-28", "aktobe-digital", company(506, "Қала қосымшасы"), "Подписка на мобильное приложение", 8, 2, monthly(5, 9, 4, 2)),
		subscribes("aktobe-diary/region", "№ 5-С", "03-29", "04-03", "04-02", "12-28", "aktobe-education", company(507, "Мектеп күнделігі"), "Подписка на дневник и очередь", 9, 2.7, monthly(4, 9, 6, 2.7)),
		subscribes("aktobe-mis/region", "№ 9-МИС", "05-23", "05-29", "06-01", "12-28", "aktobe-health", company(508, "Емхана жүйесі"), "Подписка на медицинскую информационную систему", 7, 10, monthly(6, 9, 4, 10)),

		stages("aktobe-video", "ppp", "03-28", "P2 05-31 05-31", "P3 07-31 09-03", "P7 10-31 >contract", "P5 09-28 ~11-09 @10-09"),
		stages("aktobe-ticket", "ppp", "03-28", "P4 06-21 06-21", "P5 06-26 06-26", "P6 07-03 07-03", "P8 06-29 07-12", "P9 07-13 07-25", "P12 10-31"),
		stages("aktobe-water", "private", "03-28", "I2 03-30 03-29", "I3 11-30"),
		stages("aktobe-lighting", "public", "03-28", "B3 03-30 03-28", "B4 06-29 07-17", "B8 09-28 ~10-29 @10-09 >lamps", "B9 10-31"),
		stages("aktobe-app", "service", "03-28", "V1 04-10 04-10", "V8 04-25 04-25", "V9 12-28"),
		stages("aktobe-diary", "service", "03-28", "V8 03-29 03-29", "V9 12-28"),
		stages("aktobe-mis", "service", "03-28", "V3 05-18 05-18", "V8 05-31 05-23", "V7 08-31 ~10-31 @09-04"),
	)
}
