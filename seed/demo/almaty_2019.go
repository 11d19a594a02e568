package demo

// almaty2019 has just been begun from nothing: titles were pasted in, and the
// list of what is missing is long.
func almaty2019() NextYear {
	title := func(ru, kk string) Line { return Line{Title: t("", ru, kk)} }
	return NextYear{
		Programme: "almaty", Drafted: moment("10-11 15:10"),
		Steps: []Step{
			{At: moment("10-11 15:25"), Kind: Pasted, Project: "almaty-lighting", Titles: []Line{
				title("Замена оставшихся 50 % светильников", "Қалған 50 % шамды ауыстыру"),
				title("Датчики движения во дворах", ""),
				title("Акт об экономии за отопительный сезон", ""),
			}},
			write("10-11 16:05", "almaty-sergek", line("forty", "Installation of 40 more complexes", "Установка еще 40 комплексов", "Тағы 40 кешенді орнату",
				act, "2019-03-01", "2019-Q3", 60, of2019(1500), from("ppp"), by("private-partner", "almaty-police"), gate)),
			write("10-11 16:18", "almaty-sergek", line("join", "Connection of the complexes to the control centre", "Подключение комплексов к центру управления", "Кешендерді басқару орталығына қосу",
				act, "2019-06-01", "2019-12-20", 30, by("almaty-police"), after("almaty-sergek/forty"))),
			write("10-11 16:31", "almaty-sergek", line("rest", "The last complexes", "Последние комплексы", "Соңғы кешендер",
				act, "2019-10-01", "2020-Q1", 10, from("ppp"), by("private-partner"))).under("almaty-sergek/forty").unfinished(),
			write("10-12 09:50", "almaty-parking", line("fines", "Control of paid parking", "Контроль оплаты парковки", "Тұрақ ақысын бақылау",
				informing, "2019-01-08", "2019-constant", 100, by("almaty-parking"))),
			{At: moment("10-12 09:58"), Kind: Shifted, Lines: []string{"almaty-sergek/forty", "almaty-sergek/join"}, Days: 5},
			{At: moment("10-12 10:02"), Kind: Undone},
		},
	}
}
