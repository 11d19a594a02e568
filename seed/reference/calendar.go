package reference

import (
	"qadam/internal/civil"
	"qadam/internal/i18n"
)

// Day is an exception in the Monday-to-Friday week.
type Day struct {
	Date      civil.Date
	Kind      string // holiday, moved_off or working, as civil.DayKind
	Name      i18n.Text
	MovedFrom civil.Date // for moved_off: the Saturday that is worked instead
}

// Calendar2018 is the working calendar of facts.md §1.7 (S21, S22): 246
// working days, in quarters 59, 62, 62 and 63.
func Calendar2018() []Day {
	newYear := text("New Year", "Новый год", "Жаңа жыл")
	nauryz := text("Nauryz", "Наурыз мейрамы", "Наурыз мейрамы")
	independence := text("Independence Day", "День Независимости", "Тәуелсіздік күні")
	return []Day{
		holiday("2018-01-01", newYear),
		holiday("2018-01-02", newYear),
		holiday("2018-01-07", text("Orthodox Christmas", "Православное Рождество", "Православиелік Рождество")),
		working("2018-03-03"),
		holiday("2018-03-08", text("International Women's Day", "Международный женский день", "Халықаралық әйелдер күні")),
		movedOff("2018-03-09", "2018-03-03"),
		holiday("2018-03-21", nauryz),
		holiday("2018-03-22", nauryz),
		holiday("2018-03-23", nauryz),
		working("2018-04-28"),
		movedOff("2018-04-30", "2018-04-28"),
		holiday("2018-05-01", text("Day of Unity of the People of Kazakhstan", "Праздник единства народа Казахстана", "Қазақстан халқының бірлігі мерекесі")),
		working("2018-05-05"),
		holiday("2018-05-07", text("Defender of the Fatherland Day", "День защитника Отечества", "Отан қорғаушы күні")),
		movedOff("2018-05-08", "2018-05-05"),
		holiday("2018-05-09", text("Victory Day", "День Победы", "Жеңіс күні")),
		holiday("2018-07-06", text("Capital Day", "День столицы", "Астана күні")),
		holiday("2018-08-21", text("First day of Kurban-ait", "Первый день Курбан-айта", "Құрбан айттың бірінші күні")),
		working("2018-08-25"),
		holiday("2018-08-30", text("Constitution Day", "День Конституции", "Конституция күні")),
		movedOff("2018-08-31", "2018-08-25"),
		holiday("2018-12-01", text("First President Day", "День Первого Президента", "Тұңғыш Президент күні")),
		carried("2018-12-03", text("First President Day (carried over from 1 December)", "День Первого Президента (перенос с 1 декабря)", "Тұңғыш Президент күні (1 желтоқсаннан ауыстырылды)")),
		holiday("2018-12-16", independence),
		holiday("2018-12-17", independence),
		carried("2018-12-18", text("Independence Day (carried over from 16 December)", "День Независимости (перенос с 16 декабря)", "Тәуелсіздік күні (16 желтоқсаннан ауыстырылды)")),
		working("2018-12-29"),
		movedOff("2018-12-31", "2018-12-29"),
	}
}

func holiday(date string, name i18n.Text) Day {
	return Day{Date: day(date), Kind: "holiday", Name: name}
}

// carried is the working day that is off because a holiday fell on a weekend.
func carried(date string, name i18n.Text) Day { return holiday(date, name) }

func working(date string) Day {
	return Day{Date: day(date), Kind: "working", Name: text("Working Saturday", "Рабочая суббота", "Жұмыс сенбісі")}
}

func movedOff(date, from string) Day {
	return Day{Date: day(date), Kind: "moved_off", MovedFrom: day(from), Name: text("Day off moved", "Перенос выходного дня", "Демалыс күнін ауыстыру")}
}
