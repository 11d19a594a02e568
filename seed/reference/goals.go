package reference

// Goals are the four priorities of facts.md §1.1 and the two that the Prime
// Minister's site adds.
func Goals() []Goal {
	return []Goal{
		{"quality_of_life", text("Quality of life", "Качество жизни", "Өмір сүру сапасы")},
		{"eservices_share", text("Share of electronic services of local bodies", "Доля электронных услуг местных исполнительных органов", "Жергілікті атқарушы органдардың электрондық қызметтерінің үлесі")},
		{"ranking", text("Entry into an international ranking", "Вхождение в международный рейтинг", "Халықаралық рейтингке кіру")},
		{"architecture", text("Architecture of the akimats", "Архитектура акиматов", "Әкімдіктердің архитектурасы")},
		{"initiative_projects", text("Initiative projects of the concept", "Инициативные проекты концепции", "Тұжырымдаманың бастамашыл жобалары")},
		{"paperless", text("Paperless exchange (G2G, B2B, G2B)", "Безбумажный обмен (G2G, B2B, G2B)", "Қағазсыз алмасу (G2G, B2B, G2B)")},
	}
}

// Directions are the sectors, the five binding ones first. That they bind is
// sourced; the wording of each minimum is ours.
func Directions() []Direction {
	return []Direction{
		{"housing", text("Housing and utilities", "Жилищно-коммунальное хозяйство", "Тұрғын үй-коммуналдық шаруашылық"), true,
			text("Remote metering of water and heat, one payment document, appeals taken in one place",
				"Дистанционный учет воды и тепла, единый платежный документ, прием обращений в одном месте",
				"Су мен жылуды қашықтан есепке алу, бірыңғай төлем құжаты, өтініштерді бір жерден қабылдау")},
		{"safety", text("Safety", "Безопасность", "Қауіпсіздік"), true,
			text("Video monitoring of streets and roads joined to an operations control centre",
				"Видеомониторинг улиц и дорог, соединенный с центром оперативного управления",
				"Жедел басқару орталығына қосылған көшелер мен жолдардың бейнемониторингі")},
		{"education", text("Education", "Образование", "Білім беру"), true,
			text("Electronic diary in every school and one electronic queue for kindergartens",
				"Электронный дневник в каждой школе и единая электронная очередь в детские сады",
				"Әр мектепте электрондық күнделік және балабақшаға бірыңғай электрондық кезек")},
		{"health", text("Healthcare", "Здравоохранение", "Денсаулық сақтау"), true,
			text("Medical information system and electronic health records in every polyclinic",
				"Медицинская информационная система и электронные паспорта здоровья в каждой поликлинике",
				"Әр емханада медициналық ақпараттық жүйе және электрондық денсаулық паспорттары")},
		{"transport", text("Transport", "Транспорт", "Көлік"), true,
			text("Electronic ticketing, managed traffic lights and satellite tracking of buses",
				"Электронное билетирование, управляемые светофоры и спутниковое слежение за автобусами",
				"Электрондық билет, басқарылатын бағдаршамдар және автобустарды спутниктік бақылау")},
		{"ecology", text("Ecology", "Экология", "Экология"), false, text("", "", "")},
		{"energy", text("Energy", "Энергетика", "Энергетика"), false, text("", "", "")},
		{"city", text("City management", "Управление городом", "Қаланы басқару"), false, text("", "", "")},
		{"economy", text("Economy", "Экономика", "Экономика"), false, text("", "", "")},
	}
}
