package reference

import (
	"qadam/internal/civil"
	"qadam/internal/i18n"
)

// Stages are the steps of a funding model by the rules of some time: facts.md
// §2.1–2.4. To is the last day on which they hold, zero for still.
type Stages struct {
	Model    string // ppp, service, public or private, as portfolio.Model
	Rule     i18n.Text
	From, To civil.Date
	Steps    []Stage // in their order
	Mark     Mark
}

// Stage is a step of a funding model.
type Stage struct {
	Code     string
	Name     i18n.Text
	Terminal bool // the model ends with it
}

// FundingStages are the stages of the four models. The laws and orders and their
// days are sourced (S25, S29); the order of the steps is general knowledge, that
// of private investment an assumption. The rules of the service model were issued
// anew on 28 June 2018: a line opened before goes by those of 2016.
func FundingStages() []Stages {
	return []Stages{
		{"ppp", text("Law No. 379-V of 31 October 2015", "Закон № 379-V от 31 октября 2015 года", "2015 жылғы 31 қазандағы № 379-V Заң"), day("2015-10-31"), civil.Date{}, ppp(), General},
		{"service", text("Order No. 129 of 28 January 2016", "Приказ № 129 от 28 января 2016 года", "2016 жылғы 28 қаңтардағы № 129 бұйрық"), day("2016-01-28"), day("2018-06-27"), service(), General},
		{"service", text("Order No. 295 of 28 June 2018", "Приказ № 295 от 28 июня 2018 года", "2018 жылғы 28 маусымдағы № 295 бұйрық"), day("2018-06-28"), civil.Date{}, service(), General},
		{"public", text("Budget legislation", "Бюджетное законодательство", "Бюджет заңнамасы"), civil.Date{}, civil.Date{}, public(), General},
		{"private", text("No rule prescribes it: an assumption", "Правилами не установлено: допущение", "Қағидаларда белгіленбеген: болжам"), civil.Date{}, civil.Date{}, private(), Proposed},
	}
}

func ppp() []Stage {
	return []Stage{
		{"P1", text("Idea or private initiative", "Идея или частная инициатива", "Идея немесе жеке бастама"), false},
		{"P2", text("Concept or investment proposal, need confirmed", "Концепция или инвестиционное предложение, потребность подтверждена", "Тұжырымдама немесе инвестициялық ұсыныс, қажеттілік расталды"), false},
		{"P3", text("Tender documentation or business plan, with the draft contract", "Конкурсная документация или бизнес-план с проектом договора", "Конкурстық құжаттама немесе бизнес-жоспар, шарт жобасымен"), false},
		{"P4", text("Sector opinion and expert review", "Отраслевое заключение и экспертиза", "Салалық қорытынды және сараптама"), false},
		{"P5", text("Budget commission", "Бюджетная комиссия", "Бюджет комиссиясы"), false},
		{"P6", text("Maslikhat decision on obligations", "Решение маслихата по обязательствам", "Міндеттемелер бойынша мәслихат шешімі"), false},
		{"P7", text("Tender or direct negotiations", "Конкурс или прямые переговоры", "Конкурс немесе тікелей келіссөздер"), false},
		{"P8", text("Partner chosen", "Частный партнер определен", "Жекеше әріптес айқындалды"), false},
		{"P9", text("Contract signed", "Договор подписан", "Шартқа қол қойылды"), false},
		{"P10", text("Obligations registered in the treasury", "Обязательства зарегистрированы в казначействе", "Міндеттемелер қазынашылықта тіркелді"), false},
		{"P11", text("Financial close", "Финансовое закрытие", "Қаржылық жабу"), false},
		{"P12", text("Construction or setup", "Строительство или создание", "Құрылыс немесе құру"), false},
		{"P13", text("Acceptance act", "Акт приемки", "Қабылдау актісі"), false},
		{"P14", text("Operation and payments", "Эксплуатация и выплаты", "Пайдалану және төлемдер"), false},
		{"P15", text("Monitoring and evaluation", "Мониторинг и оценка", "Мониторинг және бағалау"), false},
		{"P16", text("Hand-over, end of the term", "Передача, окончание срока", "Тапсыру, мерзімнің аяқталуы"), false},
		{"PX", text("Contract terminated", "Договор расторгнут", "Шарт бұзылды"), true},
	}
}

func service() []Stage {
	return []Stage{
		{"V1", text("Need and technical assignment for the service", "Потребность и техническое задание на услугу", "Қажеттілік және көрсетілетін қызметке техникалық тапсырма"), false},
		{"V2", text("Agreement of the authorized body, integrator's opinion", "Согласование уполномоченного органа, заключение интегратора", "Уәкілетті органның келісуі, интегратордың қорытындысы"), false},
		{"V3", text("Choice of the supplier or service software product", "Выбор поставщика или сервисного программного продукта", "Өнім берушіні немесе сервистік бағдарламалық өнімді таңдау"), false},
		{"V4", text("Creation or adaptation at the supplier's cost", "Создание или доработка за счет поставщика", "Өнім берушінің қаражаты есебінен құру немесе пысықтау"), false},
		{"V5", text("Security tests and certificate of conformity", "Испытания на соответствие требованиям безопасности, сертификат", "Қауіпсіздік талаптарына сәйкестікке сынау, сертификат"), false},
		{"V6", text("Trial use", "Опытная эксплуатация", "Тәжірибелік пайдалану"), false},
		{"V7", text("Entry in the catalogue of ICT services", "Включение в каталог информационно-коммуникационных услуг", "Ақпараттық-коммуникациялық көрсетілетін қызметтер каталогына енгізу"), false},
		{"V8", text("Yearly service contract", "Годовой договор на услугу", "Көрсетілетін қызметке жылдық шарт"), false},
		{"V9", text("Monthly acts and payments by service level", "Ежемесячные акты и оплата по уровню услуг", "Қызмет деңгейі бойынша ай сайынғы актілер және төлем"), false},
		{"V10", text("Renewal, or exit with the data returned", "Продление или выход с возвратом данных", "Ұзарту немесе деректерді қайтара отырып шығу"), false},
	}
}

func public() []Stage {
	return []Stage{
		{"B1", text("Investment proposal", "Инвестиционное предложение", "Инвестициялық ұсыныс"), false},
		{"B2", text("Economic conclusion", "Экономическое заключение", "Экономикалық қорытынды"), false},
		{"B3", text("Feasibility study, or technical assignment with cost calculation", "ТЭО или техническое задание с расчетом стоимости", "ТЭН немесе құнының есебімен техникалық тапсырма"), false},
		{"B4", text("Reviews: construction, economic, informatization", "Экспертизы: строительная, экономическая, в сфере информатизации", "Сараптамалар: құрылыс, экономика, ақпараттандыру"), false},
		{"B5", text("Budget commission", "Бюджетная комиссия", "Бюджет комиссиясы"), false},
		{"B6", text("Budget law or maslikhat decision", "Закон о бюджете или решение маслихата", "Бюджет туралы заң немесе мәслихат шешімі"), false},
		{"B7", text("Individual financing plan", "Индивидуальный план финансирования", "Қаржыландырудың жеке жоспары"), false},
		{"B8", text("Public procurement", "Государственные закупки", "Мемлекеттік сатып алу"), false},
		{"B9", text("Contract registered in the treasury", "Договор зарегистрирован в казначействе", "Шарт қазынашылықта тіркелді"), false},
		{"B10", text("Acts of work", "Акты выполненных работ", "Орындалған жұмыстардың актілері"), false},
		{"B11", text("Payment", "Оплата", "Төлем"), false},
		{"B12", text("Evaluation", "Оценка результатов", "Нәтижелерді бағалау"), false},
	}
}

func private() []Stage {
	return []Stage{
		{"I1", text("Memorandum", "Меморандум", "Меморандум"), false},
		{"I2", text("Binding contract", "Обязывающий договор", "Міндеттейтін шарт"), false},
		{"I3", text("Investment", "Инвестирование", "Инвестициялау"), false},
		{"I4", text("Operation and repayment", "Эксплуатация и возврат вложений", "Пайдалану және салымдарды қайтару"), false},
	}
}
