package demo

import "qadam/internal/civil"

// Rating is what somebody says of a project: the akimat, or the competence centre
// with evidence and the day on which it looks again. Everything of it is synthetic.
type Rating struct {
	At         Moment
	Project    string
	Expert     int    // of the centre; 0 is the akimat
	Head       bool   // the head of the akimat says it, not the manager
	Confidence string // green, amber_green, amber, amber_red, red
	Rationale  string
	Number     string // of the document, with its day
	Dated      civil.Date
	Review     civil.Date // when the centre looks again
}

// Held is the review of a project that stayed red: the application opens it by
// itself, see demo.MonthStarts.
type Held struct {
	At         Moment
	Project    string
	Conclusion string
	Number     string
}

// MonthStarts are the mornings on which the application looks whether a project
// stays red: the first of each month after the roadmaps came into force.
func MonthStarts() []Moment {
	var all []Moment
	for _, first := range []string{"04-01", "05-01", "06-01", "07-01", "08-01", "09-01", "10-01"} {
		all = append(all, Moment{Day: day(first), Hour: 6})
	}
	return all
}

// Ratings are what was said of projects in 2018: owners that are more confident
// than the figures, a rating that nobody looked at again, and some that agree.
func Ratings() []Rating {
	return []Rating{
		// Nobody renewed it since: the posts stand still.
		{At: moment("05-14 11:20"), Project: "karaganda-posts", Confidence: "green",
			Rationale: "Меморандум с инвестором подписан, посты будут установлены до конца года."},
		{At: moment("09-12 15:40"), Project: "karaganda-posts", Expert: 2, Confidence: "amber_red",
			Rationale: "Меморандум не стал договором, источник денег не назван. Без решения акимата проект в этом году не начнется.",
			Number:    "№ 14-з", Dated: day("09-11"), Review: day("11-12")},
		// The owner sees amber where both others see red.
		{At: moment("07-10 10:15"), Project: "ontustik-parking", Confidence: "green",
			Rationale: "Қала мәртебесі өзгерген соң тапсырыс беруші тағайындалды, жұмыс кестеге оралады."},
		{At: moment("09-06 11:05"), Project: "ontustik-parking", Confidence: "amber",
			Rationale: "Құжаттар қайта рәсімделіп жатыр, қараша айында аяқтауды күтеміз."},
		{At: moment("09-13 16:10"), Project: "ontustik-parking", Expert: 1, Confidence: "red",
			Rationale: "Три месяца без принятых работ, прогноз дважды перенесен. Нужно решение о новом заказчике и сроках.",
			Number:    "№ 15-з", Dated: day("09-13"), Review: day("10-31")},
		// A review that the centre itself has let pass.
		{At: moment("06-20 12:30"), Project: "almaty-lrt", Expert: 3, Confidence: "amber_red",
			Rationale: "Концессия требует решения маслихата; до него заявленный срок не подтвержден ничем.",
			Number:    "№ 8-з", Dated: day("06-19"), Review: day("09-20")},
		{At: moment("08-14 10:40"), Project: "almaty-lrt", Head: true, Confidence: "green",
			Rationale: "Документация согласована, отставание июля ликвидировано."},
		// An old rating: said in spring, looked at by nobody since.
		{At: moment("04-18 17:15"), Project: "almaty-metering", Expert: 1, Confidence: "amber_green",
			Rationale: "Договор сервисной модели заключен, риск в поставке счетчиков.",
			Number:    "№ 3-з", Dated: day("04-17"), Review: day("07-18")},
		// The akimat is more careful than the figures.
		{At: moment("09-25 09:50"), Project: "aktobe-mis", Confidence: "red",
			Rationale: "Аурухана желісінің сыйымдылығы жеткіліксіз, шешімсіз аяқталмайды."},
		{At: moment("10-03 14:20"), Project: "aktobe-mis", Expert: 3, Confidence: "amber",
			Rationale: "Показатели в норме, но предупреждение акимата обосновано: пропускная способность сети не подтверждена.",
			Number:    "№ 19-з", Dated: day("10-02"), Review: day("12-03")},
		// They agree.
		{At: moment("09-18 10:30"), Project: "astana-sergek", Head: true, Confidence: "green",
			Rationale: "Очередь принята, камеры работают, замечаний нет."},
		{At: moment("09-20 15:05"), Project: "astana-sergek", Expert: 1, Confidence: "amber_green",
			Rationale: "Работы идут по плану, риск в сроке заключения договора на следующий год.",
			Number:    "№ 16-з", Dated: day("09-19"), Review: day("12-20")},
		{At: moment("10-04 11:30"), Project: "ontustik-contact", Confidence: "red",
			Rationale: "Бесінші басқарманың басшысы тағайындалмаған, қыркүйектегі іске қосу қарашаға ауысты."},
	}
}

// HeldReviews are the reviews that were held.
func HeldReviews() []Held {
	return []Held{
		{At: moment("10-11 17:30"), Project: "karaganda-posts", Number: "№ Р-1",
			Conclusion: "Акимату до 1 ноября назвать источник денег или подать запрос на исключение проекта. Центру компетенций до 15 ноября дать оценку заново."},
	}
}
