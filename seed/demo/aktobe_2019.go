package demo

// aktobe2019 is drafted from what is left of 2018 and nearly ready: every
// project has its weights, a gate and dates that follow each other; some lines
// repeat, and some stand under another.
func aktobe2019() NextYear {
	return NextYear{
		Programme: "aktobe", FromYear: true, Drafted: moment("10-09 10:05"),
		Steps: []Step{
			alter("10-09 10:20", "aktobe-video/tender", dated("2019-01-14", "2019-03-29")),
			alter("10-09 10:24", "aktobe-video/contract", dated("2019-04-01", "2019-05")),
			alter("10-09 10:27", "aktobe-video/premises", dated("2019-01-14", "2019-H1"), weigh(10)),
			write("10-09 10:40", "aktobe-video", line("stage", "First stage: 60 cameras", "Первая очередь: 60 камер", "Бірінші кезек: 60 камера",
				act, "2019-06-03", "2019-11-15", 10, of2019(20), from("ppp"), by("private-partner", "aktobe-police"), after("aktobe-video/contract"))),
			write("10-09 10:46", "aktobe-video", line("supply", "Supply of cameras and posts", "Поставка камер и опор", "Камералар мен тіректерді жеткізу",
				act, "2019-06-03", "2019-07", 10, of2019(90), from("ppp"), by("private-partner"), after("aktobe-video/contract"))).under("aktobe-video/stage"),
			write("10-09 10:52", "aktobe-video", line("mounting", "Mounting of cameras on lamp posts", "Монтаж камер на опорах освещения", "Камераларды жарық тіректеріне орнату",
				act, "2019-09-02", "2019-11-15", 20, of2019(30), from("ppp"), by("private-partner", "aktobe-police", "aktobe-lights"), after("aktobe-video/supply"))).under("aktobe-video/stage"),

			alter("10-09 14:10", "aktobe-ticket/routes", dated("2019-01-14", "2019-02")),
			alter("10-09 14:13", "aktobe-ticket/pilot", dated("2019-01-14", "2019-Q1")),
			alter("10-09 14:16", "aktobe-ticket/launch", dated("2019-04-02", "2019-06-28"), gate),
			alter("10-09 14:20", "aktobe-ticket/cards", dated("2019-02-01", "2019-05")),
			write("10-09 14:31", "aktobe-ticket", line("flows", "Data on passenger flows", "Данные о пассажиропотоках", "Жолаушылар ағыны туралы деректер",
				informing, "2019-07-01", "2019-monthly-10", 10, by("aktobe-transport"), after("aktobe-ticket/launch"))),
			write("10-09 14:38", "aktobe-ticket", line("cashless", "Report on the share of cashless payment", "Отчет о доле безналичной оплаты", "Қолма-қол ақшасыз төлем үлесі туралы есеп",
				written, "2019-10-01", "2019-12-13", 10, by("aktobe-transport", "aktobe-ticket"))),

			alter("10-10 09:40", "aktobe-water/online", dated("2019-01-14", "2019-Q1"), gate),
			alter("10-10 09:44", "aktobe-water/main", dated("2019-02-01", "2019-06")),
			alter("10-10 09:47", "aktobe-water/losses", dated("2019-11-18", "2019-12-13")),
			write("10-10 09:58", "aktobe-water", line("second", "6,000 meters more", "Установка еще 6 000 приборов учета", "Тағы 6 000 есептеу аспабын орнату",
				act, "2019-04-02", "2019-10-31", 20, of2019(80), from("private"), by("aktobe-water"), after("aktobe-water/online"), in("aktobe-batys-2"))),
			write("10-10 10:04", "aktobe-water", line("balance", "Balance of water supplied and paid", "Баланс поданной и оплаченной воды", "Берілген және төленген су балансы",
				informing, "2019-04-02", "2019-quarterly-10", 10, by("aktobe-water"), after("aktobe-water/online"))),

			alter("10-10 11:15", "aktobe-app/push", dated("2019-01-14", "2019-Q1")),
			alter("10-10 11:18", "aktobe-app/services", dated("2019-02-01", "2019-06-28")),
			alter("10-10 11:21", "aktobe-app/survey", dated("2019-10-21", "2019-12-13")),
			write("10-10 11:33", "aktobe-app", line("sight", "Version for people with poor sight", "Версия для слабовидящих", "Нашар көретіндерге арналған нұсқа",
				act, "2019-07-01", "2019-Q3", 25, of2019(8), from("service"), by("service-supplier", "aktobe-digital"), after("aktobe-app/services"), gate)),
			write("10-10 11:40", "aktobe-app", line("appeals", "Summary of residents' appeals", "Сводка обращений жителей", "Тұрғындар өтініштерінің жиынтығы",
				informing, "2019-01-08", "2019-quarterly-10", 10, by("aktobe-contact"))),
			write("10-10 11:46", "aktobe-app", line("share", "Report on the share of e-services", "Отчет о доле электронных услуг", "Электрондық қызметтер үлесі туралы есеп",
				written, "2019-01-08", "2019-half_yearly-15", 15, by("aktobe-digital"))),

			alter("10-10 15:02", "aktobe-diary/hundred", dated("2019-01-14", "2019-03-29")),
			alter("10-10 15:05", "aktobe-diary/paper", dated("2019-04-01", "2019-05-31"), gate),
			write("10-10 15:16", "aktobe-diary", line("library", "Electronic library of textbooks", "Электронная библиотека учебников", "Оқулықтардың электрондық кітапханасы",
				act, "2019-06-03", "2019-Q3", 30, of2019(15), from("service"), by("aktobe-education", "service-supplier"), after("aktobe-diary/paper"))),
			write("10-10 15:22", "aktobe-diary", line("teachers", "Training of 600 teachers", "Обучение 600 учителей", "600 мұғалімді оқыту",
				written, "2019-08-15", "2019-11", 20, of2019(4), budgeted("local_budget", "07.3.464.001.000"), by("aktobe-education"))),

			alter("10-11 09:30", "aktobe-mis/records90", dated("2019-01-14", "2019-H1")),
			alter("10-11 09:34", "aktobe-mis/kiosks", dated("2019-02-01", "2019-05")),
			write("10-11 09:48", "aktobe-mis", line("telemed", "Telemedicine in two polyclinics", "Телемедицина в двух поликлиниках", "Екі емханадағы телемедицина",
				act, "2019-07-02", "2019-11-29", 30, of2019(40), from("service"), by("aktobe-health", "service-supplier"), after("aktobe-mis/records90", "aktobe-app/services"), gate)),
			write("10-11 09:55", "aktobe-mis", line("usage", "Use of the medical information system", "Использование медицинской информационной системы", "Медициналық ақпараттық жүйені пайдалану",
				informing, "2019-01-08", "2019-monthly-5", 20, by("aktobe-health"))),

			alter("10-11 11:05", "aktobe-lighting/tender", dated("2019-01-14", "2019-Q1")),
			alter("10-11 11:09", "aktobe-lighting/lamps", dated("2019-04-01", "2019-08-29")),
			alter("10-11 11:12", "aktobe-lighting/cabinets", dated("2019-02-01", "2019-05")),
			write("10-11 11:24", "aktobe-lighting", line("savings", "Act on energy savings", "Акт об экономии электроэнергии", "Электр энергиясын үнемдеу актісі",
				act, "2019-11-18", "2019-12-20", 15, by("aktobe-housing", "aktobe-lights"), after("aktobe-lighting/lamps", "aktobe-video/mounting"))),
			alter("10-11 11:31", "aktobe-video/mounting", after("aktobe-lighting/lamps")),
			{At: moment("10-12 10:15"), Kind: Shifted, Lines: []string{"aktobe-diary/teachers", "aktobe-app/survey"}, Days: -3},
			{At: moment("10-12 10:17"), Kind: Undone},
			{At: moment("10-12 10:30"), Kind: Raised, Line: "aktobe-ticket/cards", Before: "aktobe-ticket/launch"},
		},
	}
}
