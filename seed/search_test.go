package seed_test

import (
	"context"
	"testing"
	"time"

	"qadam/internal/access"
	"qadam/internal/search"
	"qadam/internal/store"
	"qadam/internal/testkit"
)

// Whatever happened, and in whichever pieces it was read, the index of searches
// says what it says when it is made anew.
func TestTheIndexOfSearchesFollowsTheYear(t *testing.T) {
	clock := standing()
	a := opened(t, testkit.Database(t, store.SQLite), clock)
	playing, stop := context.WithCancel(t.Context())
	followed := make(chan int)
	go func() {
		turns := 0
		for playing.Err() == nil {
			n, err := a.Store.Index(t.Context())
			if err != nil {
				t.Error(err)
				break
			}
			if n > 0 {
				turns++
			}
			time.Sleep(40 * time.Millisecond)
		}
		followed <- turns
	}()
	play(t, a, clock)
	stop()
	if turns := <-followed; turns < 10 {
		t.Errorf("the index followed in %d turns only: nothing is shown", turns)
	}
	if _, err := a.Store.Index(t.Context()); err != nil {
		t.Fatal(err)
	}
	faults, err := a.Store.Check(t.Context())
	if err != nil || len(faults) > 0 {
		t.Errorf("%q, %v", faults, err)
	}
	r := a.Store.Read(access.System(), a.Store.Instant())
	found, err := r.Search(t.Context(), search.Ask{Text: "сергек", Limit: 5})
	if err != nil || found.Counts[search.Project] != 2 {
		t.Errorf("%+v, %v", found, err)
	}
	for text, want := range firstOf {
		found, err := r.Search(t.Context(), search.Ask{Text: text, Limit: 5})
		if err != nil {
			t.Fatal(err)
		}
		got := "nothing"
		if len(found.Hits) > 0 {
			got = string(found.Hits[0].Kind) + " " + found.Hits[0].Key
			if found.Hits[0].Kind == search.Document || found.Hits[0].Kind == search.Milestone {
				got = string(found.Hits[0].Kind) + " " + found.Hits[0].Code
			}
		}
		if got != want {
			t.Errorf("%q finds %s first, want %s", text, got, want)
		}
	}
}

// firstOf is what an official types in three languages and what he means by it.
var firstOf = map[string]string{
	"Астана": "programme astana", "астане": "programme astana", "fcnfyf": "programme astana", "Smart Astana": "programme astana",
	"Шымкент": "programme ontustik", "Чимкент": "programme ontustik", "shymkent": "programme ontustik", "Ontystuk": "programme ontustik",
	"Алма-Ата": "programme almaty", "смарт алматы": "programme almaty", "программа алматы": "programme almaty",
	"Қарағанды": "programme karaganda", "Караганды": "programme karaganda", "Smart Karagandy": "programme karaganda", "актобинск": "programme aktobe",
	"сергек астана": "project astana-sergek", "cthutr fcnfyf": "project astana-sergek", "сергег алматы": "project almaty-sergek", "проект сергек в Алматы": "project almaty-sergek",
	"освещения в Алматы": "project almaty-lighting", "ulichnoe osveshenie astana": "project astana-lighting", "уличное освещение Шымкент": "project ontustik-lighting",
	"коше жарыгы Алматы": "project almaty-lighting", "көше жарығы Шымкент": "project ontustik-lighting", "street lighting Astana": "project astana-lighting",
	"парковки шымкент": "project ontustik-parking", "паркинг алматы": "project almaty-parking", "светафор Караганда": "project karaganda-trafficlights",
	"ЛРТ": "project almaty-lrt", "lrt": "project almaty-lrt", "учет воды": "project aktobe-water", "умная школа": "project astana-school", "мектеп Астана": "project astana-school",
	"билетирование алматы": "project almaty-onay", "видиомониторинг Астана": "project astana-sergek", "қалалық бейнебақылау": "project ontustik-video",
	"дело 3": "case 3", "case 14": "case 14", "іс 14": "case 14", "протокол 2": "document 2", "Есіл": "project astana-sergek", "пилотная зона левобережья": "zone astana-left-bank",
	"1.4.1": "milestone 1.4.1", "1.1 Астана": "milestone 1.1", "приказ 14-р": "document № 14-р", "приказ 118-о": "document № 118-ө",
}
