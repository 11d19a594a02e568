package testkit

import (
	"strconv"
	"strings"
	"time"

	"qadam/internal/approval"
	"qadam/internal/i18n"
	"qadam/internal/portfolio"
	"qadam/internal/report"
)

// Protocol is a confirmed protocol with everything that one can have: two items,
// a condition, an assignment, a recusal, a dissent, a substitute, an empty seat.
func Protocol(languages ...i18n.Locale) report.Protocol {
	say := func(kk, ru string) i18n.Text { return i18n.Text{KK: kk, RU: ru} }
	names := []string{"Ахметова Динара", "Сериков Бауыржан", "Ким Виктория", "Оспанов Ерлан", "Жунусова Айгерим", "Петров Сергей", "Нурланова Сауле", "", "Абдрахманов Тимур"}
	posts := []i18n.Text{
		say("Төраға", "Председатель"), say("Мүше: Ақпарат және коммуникациялар министрлігі", "Член: Министерство информации и коммуникаций"),
		say("Мүше: «Зерде» холдингі", "Член: Холдинг «Зерде»"), say("Мүше: «ҰАТ» АҚ", "Член: АО «НИТ»"),
		say("Мүше: Қазақстандық МЖӘ орталығы", "Член: Казахстанский центр ГЧП"), say("Мүше: «Astana Innovations» АҚ", "Член: АО «Astana Innovations»"),
		say("Мүше: Алматы қаласын дамыту орталығы", "Член: Центр развития города Алматы"), say("Мүше: экономика және бюджет", "Член: экономика и бюджет"),
		say("Мүше: үкіметтік емес ұйымдар", "Член: неправительственные организации"),
	}
	seats := make([]approval.Attendee, len(names))
	for i := range seats {
		seats[i] = approval.Attendee{SeatID: int64(i + 1), Name: names[i], Title: posts[i], Voting: true, Substitute: i == 3}
	}
	vote := func(seat int, c approval.Choice, reason string) approval.Voted {
		v := approval.Voted{Attendee: seats[seat], Choice: c, Reason: reason}
		if c == approval.Recused {
			v.Recusal = approval.RecusedExecutor
		}
		return v
	}
	karaganda := []approval.Voted{
		vote(0, approval.For, ""), vote(1, approval.For, ""), vote(2, approval.ForWithCondition, ""), vote(3, approval.For, ""),
		vote(4, approval.For, ""), vote(5, approval.Recused, ""), vote(6, approval.For, ""), vote(7, "", ""),
		vote(8, approval.Against, "Не подтверждены расходы на обслуживание датчиков после 2019 года"),
	}
	karaganda[8].Dissent = "Сроки поставки оборудования не обеспечены договором; предлагаю рассмотреть вопрос после заключения договора."
	zone := []approval.Voted{
		vote(0, approval.For, ""), vote(1, approval.For, ""), vote(2, approval.For, ""), vote(3, approval.Abstain, ""),
		vote(4, approval.For, ""), vote(5, approval.For, ""), vote(6, approval.For, ""), vote(7, "", ""), vote(8, approval.For, ""),
	}
	r := approval.Record{
		Number: 3, Day: Day("2018-09-12"), At: "15:00", Place: say("Астана қаласы, Министрліктер үйі, 14-кіреберіс", "город Астана, Дом министерств, подъезд 14"),
		Form: approval.InPerson, Held: true, Body: say("Smart City жұмыс тобы", "Рабочая группа Smart City"),
		Chair: seats[0], Secretary: approval.Attendee{SeatID: 10, Name: "Касымова Алия", Title: say("Хатшы", "Секретарь")},
		Present: append(append([]approval.Attendee{}, seats[:7]...), seats[8]), Absent: seats[7:8:8],
		Invited: "Байжанов Нурлан, заместитель акима Карагандинской области\nИсаев Данияр, ТОО «Городские датчики»",
		Quorum:  approval.QuorumFact{Seats: 9, Present: 8, Needed: 6, Reached: true}, Head: sum("head"),
	}
	r.Items = []approval.ProtocolItem{{
		ID: 1, CaseID: 12, ProgrammeID: 3, Kind: approval.KindRoadmap, Motion: approval.MotionApprove, Fingerprint: sum("karaganda"),
		Title:      say("«Smart Karaganda» бағдарламасын іске асырудың 2018 жылға арналған жол картасы, 2-нұсқа", "дорожная карта по реализации программы «Smart Karaganda» на 2018 год, версия 2"),
		Rapporteur: say("Қарағанды облысының әкімдігі", "Акимат Карагандинской области"),
		Opinions: []approval.Heard{
			{Expert: "Тлеуов Марат", Title: say("Құзыреттер орталығының сарапшысы", "Эксперт центра компетенций"), Verdict: approval.WithConditions},
			{Expert: "Ли Ольга", Title: say("Құзыреттер орталығының сарапшысы", "Эксперт центра компетенций"), Verdict: approval.Recommended},
		},
		Spoke:   say("Ким В. – көше жарығын жаңарту мерзімдері туралы.\nАбдрахманов Т. – датчиктерге қызмет көрсету шығыстары туралы.", "Ким В. – о сроках модернизации уличного освещения.\nАбдрахманов Т. – о расходах на обслуживание датчиков."),
		Outcome: approval.OutcomeConditions, Counts: approval.VoteCounts{For: 5, ForWithCondition: 1, Against: 1, Recused: 1, NotVoted: 1},
		Quorum: approval.QuorumFact{Seats: 8, Present: 7, Needed: 6, Reached: true}, Votes: karaganda,
		Conditions: []approval.Commitment{{
			Text: say("Жарықтандыру объектілерін пайдалану шығыстарының есебін ұсыну.", "Представить расчет эксплуатационных расходов по объектам освещения."), Owner: say("Қарағанды облысының әкімдігі", "Акимат Карагандинской области"),
			Due: Day("2018-10-01"), Evidence: portfolio.FormReport, Blocks: true,
		}},
		Assignments: []approval.Commitment{{
			Text: say("Үлгілік шарттың жобасын келісу", "согласовать проект типового договора"), Owner: say("Қазақстандық МЖӘ орталығы", "Казахстанский центр ГЧП"),
			Due: Day("2018-11-15"), Evidence: portfolio.FormContract,
		}},
	}, {
		ID: 2, CaseID: 15, ProgrammeID: 2, Kind: approval.KindZone, Motion: approval.MotionApprove, Fingerprint: sum("zone"),
		Title: say("Медеу ауданы, «Жібек жолы» пилоттық аймағы", "Медеуский район, пилотная зона «Жибек жолы»"), Rapporteur: say("Алматы қаласының әкімдігі", "Акимат города Алматы"),
		Outcome: approval.OutcomeApproved, Counts: approval.VoteCounts{For: 7, Abstained: 1, NotVoted: 1},
		Quorum: approval.QuorumFact{Seats: 9, Present: 8, Needed: 6, Reached: true}, Votes: zone,
	}}
	return report.Protocol{
		ID: 7, Record: r, Fingerprint: sum("record"), Languages: languages,
		Chair: &approval.Confirmation{
			Role: approval.AsChair, Name: names[0], Status: "unverified", Signer: "АХМЕТОВА ДИНАРА", SignerIIN: "8801******23",
			RecordedAt: time.Date(2018, 9, 13, 5, 4, 0, 0, time.UTC),
		},
		Secretary: &approval.Confirmation{Role: approval.AsSecretary, Name: "Касымова Алия", RecordedAt: time.Date(2018, 9, 13, 4, 30, 0, 0, time.UTC)},
	}
}

// sum looks like a SHA-256.
func sum(word string) string {
	return (strings.Repeat(strconv.FormatUint(0x9f2c41ab+uint64(len(word)), 16), 8))[:64]
}
