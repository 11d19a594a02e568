package demo

// ontustikMoney: the region allocates, and from 19 June the new city: what the
// region had not spent goes over to the city's budget. One month of service has
// no act.
func ontustikMoney() Money {
	contact := company(401, "Оңтүстік байланыс")
	social := company(402, "Оңтүстік дерек")
	region := "Оңтүстік Қазақстан облыстық мәслихатының 2018–2020 жылдарға арналған бюджет туралы шешімі"
	city := "Шымкент қалалық мәслихатының бюджет туралы шешімі"
	over := "Қаражат Шымкент қаласының бюджетіне берілді: 19.06.2018 бастап республикалық маңызы бар қала."
	return moneyOf("ontustik",
		revenue("01-29", "№ 17/209", "2017-12-11", 2018, 34, 36, 38, 40, 43),
		budget("01-29", "№ 17/209", "2017-12-11", region,
			to("ontustik-contact/region", 70), to("ontustik-payment/region", 40), to("ontustik-social/region", 140)),
		budget("04-19", "№ 20/244", "2018-04-12", "Облыстық бюджетті нақтылау", to("ontustik-contact/region", 15), to("ontustik-parking/region", 20)),
		budget("07-11", "№ 33/273", "2018-06-29", "Облыстық бюджетті нақтылау: Шымкентке беру",
			to("ontustik-contact/region", -69, over), to("ontustik-payment/region", -40, over), to("ontustik-social/region", -122, over)),
		budget("07-12", "№ 1/6", "2018-07-04", city,
			to("ontustik-contact/city", 64), to("ontustik-payment/city", 30), to("ontustik-social/city", 108)),
		budget("09-24", "№ 4/31", "2018-09-17", "Қала бюджетін нақтылау", to("ontustik-lighting/city", 60)),

		subscribes("ontustik-contact/region", "№ 8-С", "04-26", "05-02", "05-02", "06-29", "shymkent-digital", contact, "Байланыс орталығының платформасына жазылу", 2, 8, monthly(5, 6, 2, 8)),
		subscribes("ontustik-contact/city", "№ 2-С", "07-16", "07-19", "07-16", "12-28", "shymkent-digital", contact, "Байланыс орталығының платформасына жазылу", 6, 8, monthly(7, 8, 1, 8)),
		subscribes("ontustik-social/region", "№ 31-МАЖ", "05-29", "06-04", "06-01", "06-29", "shymkent-health", social, "Медициналық ақпараттық жүйеге жазылу", 1, 17, monthly(6, 6, 1, 17)),
		subscribes("ontustik-social/city", "№ 3-С", "07-16", "07-20", "07-16", "12-28", "shymkent-health", social, "Медициналық ақпараттық жүйе мен күнделікке жазылу", 6, 17, monthly(7, 9, 2, 17)),
		subscribes("ontustik-payment/city", "№ 5-С", "08-01", "08-06", "08-01", "12-28", "shymkent-housing", company(403, "Бірыңғай шот"), "Төлем құжатының операторлық қызметі", 5, 4, monthly(8, 8, 0, 4)),
		purchase("ontustik-parking/region", "№ 26", "05-03", "05-10", "09-28", "shymkent-transport", company(404, "Спутник бақылау"), 19.4, accepts("09-11 09-17", 19.4), pays("09-27", 19.4)),
		partnership("ontustik-parking/own", "№ 1-МЖӘ", "07-03", "07-10", "2024-12-31", "shymkent-transport", company(405, "Шымкент билеті"), 30,
			Partnership{Form: "service", Selection: "tender", BuildMonths: 6, RunMonths: 72}.papers("№ 11-2/166", "06-04", "№ 9", "06-08", "№ 22/251", "06-14"), accepts("10-04 10-05", 21)),
		partnership("ontustik-lighting/own", "№ 12/ЭС", "10-05", "10-09", "2025-12-31", "shymkent-housing", company(406, "Энергосервис Оңтүстік"), 60,
			Partnership{Form: "service", Selection: "direct", BuildMonths: 12, RunMonths: 72}.papers("№ 11-2/231", "09-10", "№ 3", "09-19", "№ 4/32", "09-21"),
			owes("comp_invest", 2019, 2025, 200, "индекстелмейді"), owes("comp_oper", 2021, 2025, 100, "инфляция деңгейіне"), takesOn("10-10", "ontustik-lighting/owed-city")),
		purchase("ontustik-lighting/city", "№ 15", "09-25", "09-28", "12-14", "shymkent-lights", company(407, "Көше жарығы құрылысы"), 52),
		planned("07-31", "ontustik-video/own", paper("other", "№ 01-3/14", "2018-07-19", "МЖӘ жобасының тұжырымдамасы"), 2019, 2600, 2600),

		stages("ontustik-video", "ppp", "04-11", "P2 06-29 07-27", "P3 09-28 returned 10-05 мәслихаттың_лимиті_көрсетілмеген", "P5 09-28 ~11-30 @10-09", "P6 11-30", "P7 12-20 >tender"),
		stages("ontustik-lighting", "ppp", "04-11", "P2 06-29 07-02", "P5 07-31 09-19", "P6 08-15 09-21", "P9 08-31 10-05", "P10 10-09 10-09", "P12 12-14 >savings"),
		stages("ontustik-parking", "ppp", "04-11", "P5 06-08 06-08", "P6 06-14 06-14", "P9 06-29 07-03", "P14 10-31"),
		stages("ontustik-contact", "service", "04-11", "V1 04-16 04-18", "V8 04-26 04-26", "V5 06-29 ~11-30 @09-04", "V9 12-28"),
		stages("ontustik-social", "service", "04-11", "V3 05-18 05-21", "V8 05-31 05-29", "V9 12-28"),
		stages("ontustik-payment", "service", "04-11", "V2 06-15", "V8 07-31"),
	)
}
