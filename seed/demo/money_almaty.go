package demo

// almatyMoney: two partnerships are signed late in the summer, the parking that
// was planned as a concession is paid by the budget, and the light rail is
// planned far ahead of any contract.
func almatyMoney() Money {
	lamps := company(201, "Свет мегаполиса")
	video := company(202, "Видеокомплексы юга")
	onay := company(203, "Карта пассажира")
	medical := company(204, "Цифровой приём")
	lrt := paper("other", "№ К-2/17", "2017-11-20", "Концепция концессионного проекта ЛРТ")
	return moneyOf("almaty",
		revenue("01-18", "№ 193/24", "2017-12-14", 2018, 254, 266, 279, 292, 306),
		budget("01-18", "№ 193/24", "2017-12-14", "Решение маслихата города Алматы о бюджете на 2018–2020 годы",
			to("almaty-trafficlights/city", 100), to("almaty-open/city", 45), to("almaty-polyclinics/city", 180)),
		budget("04-17", "№ 221/29", "2018-04-11", "Уточнение бюджета города Алматы",
			to("almaty-trafficlights/city", 40), to("almaty-polyclinics/city", 20, "Подписка на последние поликлиники начнётся позже, недостающие 20 млн запросим осенью."), to("almaty-parking/city", 125), to("almaty-lighting/city", 50)),
		budget("09-20", "№ 248/33", "2018-09-14", "Уточнение бюджета города Алматы",
			to("almaty-trafficlights/city", -20), to("almaty-parking/city", -8)),

		partnership("almaty-lighting/own", "№ 204/ГЧП", "08-09", "08-15", "2027-12-31", "almaty-housing", lamps, 1450,
			Partnership{Form: "service", Selection: "tender", BuildMonths: 14, RunMonths: 98}.papers("№ 11-2/177", "05-25", "№ 21", "06-08", "№ 236/31", "06-22"),
			owes("comp_invest", 2019, 2027, 700, "не индексируется"), owes("availability", 2019, 2027, 300, "на уровень инфляции"),
			takesOn("08-16", "almaty-lighting/owed-city"), accepts("10-04 10-05", 640)),
		purchase("almaty-lighting/city", "№ 27", "04-18", "04-23", "09-28", "almaty-housing", company(205, "Энергоаудит"), 48, accepts("05-04", 30), pays("05-18", 30), accepts("08-16", 18), pays("08-29", 18)),
		partnership("almaty-sergek/own", "№ 301/ГЧП", "08-21", "08-24", "2023-12-31", "almaty-police", video, 2260,
			Partnership{Form: "service", Selection: "tender", BuildMonths: 16, RunMonths: 48}.papers("№ 11-2/190", "06-20", "№ 24", "07-05", "№ 241/32", "07-20"),
			owes("availability", 2019, 2023, 700, "на уровень инфляции"),
			surety("state_guarantee", "Правительство (условно)", 500, "08-21", "2023-12-31"),
			writtenOn("08-22"), inYears(2018, 760, 1500), takesOn("08-27", "almaty-sergek/owed-city"), accepts("10-10 10-11", 70)),
		purchase("almaty-parking/city", "№ 33", "05-14", "05-18", "09-28", "almaty-transport", company(206, "Мобильная оплата"), 25, accepts("08-29 09-03", 25), pays("09-14", 25)),
		purchase("almaty-parking/city", "№ 41", "06-20", "06-25", "11-30", "almaty-transport", company(207, "Парковочные датчики"), 84, advance(30), pays("07-09", 25), accepts("09-27 10-01", 60)),
		planned("02-20", "almaty-lrt/own", lrt, 2019, 15000, 25000, 25000),
		planned("02-20", "almaty-lrt/city", lrt, 2019, 10000, 25000, 30000),
		partnership("almaty-onay/own", "№ 1/2018", "02-26", "03-01", "2022-12-31", "almaty-transport", onay, 200,
			Partnership{Form: "service", Selection: "direct", BuildMonths: 10, RunMonths: 48}.papers("№ 11-2/39", "01-29", "№ 4", "02-06", "№ 201/26", "02-14"),
			accepts("04-03", 30), pays("04-17", 30), accepts("06-28", 40), pays("07-13", 40), accepts("10-01 10-02", 62), pays("10-11", 62)),

		purchase("almaty-trafficlights/city", "№ 19", "05-04", "05-11", "09-28", "almaty-transport", company(208, "Транспортные обследования"), 24, accepts("08-29", 24), pays("09-13", 24)),
		purchase("almaty-trafficlights/city", "№ 88", "06-19", "06-25", "12-20", "almaty-transport", company(209, "Проектный институт дорог"), 82, advance(30), pays("07-04", 24.6)),
		purchase("almaty-trafficlights/city", "№ 77/17", "2017-06-05", "2017-06-09", "2017-12-20", "almaty-transport", company(209, "Проектный институт дорог"), 34, before2018("almaty-trafficlights/city", 41, "№ 78/14", "2016-12-09", 34, 30, 30), ends("01-29", "2017-12-29", "completed", "Исполнен частично")),
		subscribes("almaty-open/city", "№ 6-С", "02-26", "03-01", "03-01", "12-28", "almaty-digital", company(210, "Открытые обращения"), "Подписка на платформу обращений", 10, 4.2, monthly(3, 9, 7, 4.2)),
		subscribes("almaty-polyclinics/city", "№ 17-МИС", "03-29", "04-02", "04-02", "12-28", "almaty-health", medical, "Подписка на медицинскую информационную систему", 9, 22, monthly(4, 9, 3, 22)),
		investment("almaty-air/own", "№ 2", "02-22", "12-28", "almaty-ecology", company(211, "Гражданские датчики"), 9, Backing{"own_funds", "", "места на опорах"}, accepts("04-02", 4), pays("04-16", 4), accepts("06-20", 3), pays("07-03", 3)),
		investment("almaty-air/grant", "№ 3-Г", "03-05", "12-28", "almaty-ecology", company(212, "Экологический фонд"), 5, Backing{"grant", "", ""}, accepts("08-29", 2), pays("09-12", 2)),
		investment("almaty-metering/own", "№ 8", "04-20", "2021-12-31", "almaty-housing", company(213, "Энергосберегающий инвестор"), 100, Backing{"own_funds", "тариф и платежи жильцов", "доступ в дома"},
			accepts("08-10", 90), pays("08-24", 90)),
		investment("almaty-metering/loan", "№ 8-З", "04-25", "2023-04-25", "almaty-housing", company(214, "Жилищный кредитор"), 55, Backing{"loan", "платежи жильцов", ""}, accepts("10-05", 22)),

		stages("almaty-lighting", "ppp", "02-20", "P2 2017-10-31 2017-11-14", "P4 05-18 05-25", "P5 06-08 06-08", "P6 06-22 06-22", "P8 06-26 07-27", "P9 06-29 08-09", "P10 08-15 08-15", "P12 12-20", "P13 12-20 >savings"),
		stages("almaty-sergek", "ppp", "02-20", "P2 04-30 05-02", "P4 06-15 06-20", "P5 07-05 07-05", "P6 07-20 07-20", "P9 07-31 08-21 @08-22", "P10 08-24 08-24", "P11 09-28 ~10-31 @10-02", "P12 12-20 >twenty"),
		stages("almaty-parking", "ppp", "02-20", "P1 06-28 06-28", "P2 09-28 ~11-16 @10-04", "P5 12-14 >decision"),
		stages("almaty-lrt", "ppp", "02-20", "P3 2017-12-15 2017-12-20", "P4 02-05 02-12", "P7 04-30 04-24", "P8 09-28 ~11-30 @09-20", "P5 11-15", "P6 12-14 >draft"),
		stages("almaty-onay", "ppp", "02-20", "P5 02-06 02-06", "P9 02-26 02-26", "P14 12-20"),
		stages("almaty-air", "private", "02-20", "I2 02-22 02-22", "I3 12-14"),
		stages("almaty-metering", "private", "02-20", "I2 04-20 04-20", "I3 09-28 ~11-30 @10-05"),
		stages("almaty-trafficlights", "public", "02-20", "B6 2017-12-14 2017-12-14", "B8 06-15 06-19", "B9 06-25 06-25", "B4 12-20 >review"),
		stages("almaty-open", "service", "02-20", "V8 02-26 02-26", "V9 12-28"),
		stages("almaty-polyclinics", "service", "02-20", "V5 03-23 03-19", "V8 03-30 03-29", "V9 12-28", "V7 09-14 @09-03"),
	)
}
