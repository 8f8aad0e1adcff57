from catalog.rules.ranking import Entry, Ranking, Weight


def entry(**columns):
    plain = {
        "edition_id": 1,
        "name": "Penjahitan",
        "code": " 14 141 1412 14120 ",
        "title": " jahit pakai pesan ",
        "everyday": " , tukang jahit , baju wisuda , ",
        "general": " , pabrik , ",
        "described": " kain benang ",
        "needs": " mesin nib ",
    }
    return Entry(**{**plain, **columns})


def order(groups, *entries, fillers=()):
    return [each.edition_id for each in Ranking(groups, fillers).in_order(entries)]


def weight(entry, groups, elsewhere=0):
    return Ranking(groups).weights([entry], elsewhere)[0]


def test_a_word_counts_by_the_best_place_it_stands_in():
    places = {"141": 60, "jahit": 12, "wisuda": 9, "pabrik": 6, "kain": 3, "mesin": 2, "lain": 1}

    assert {stem: weight(entry(), [(stem,)], Weight.REST) for stem in places} == places
    assert weight(entry(), [("lain",)]) == 0


def test_a_whole_title_or_everyday_name_counts_more_than_its_words():
    assert weight(entry(), [("jahit",), ("pakai",)]) == 24
    assert weight(entry(), [("jahit",), ("pakai",), ("pesan",)]) == 36 + 6
    assert weight(entry(), [("baju",), ("wisuda",)]) == 18 + 6
    assert weight(entry(), [("wisuda",), ("baju",)]) == 18  # another thing may be called so
    assert weight(entry(), [("jahit",), ("baju",)]) == 21  # the end of one name and the beginning of the next


def test_an_everyday_name_within_the_query_counts_more_than_its_words():
    assert weight(entry(), [("lain",), ("tukang",), ("jahit",)]) == 9 + 12 + 4
    assert weight(entry(), [("lain",), ("jahit",), ("tukang",)]) == 9 + 12


def test_an_unfinished_word_counts_by_the_best_of_its_endings():
    assert weight(entry(), [("kain", "pabrik", "nichts")]) == 6


def test_parts_of_words_do_not_count():
    assert weight(entry(), [("jah",)]) == weight(entry(), [("ahit",)]) == 0


def test_the_heavier_comes_first_then_fillers_then_the_plainer_title_then_its_name():
    jahit = [("jahit",)]

    everyday = entry(edition_id=1, title=" lain ", everyday=" , tukang jahit , ")

    assert order(jahit, everyday, entry(edition_id=2)) == [2, 1]
    assert order(jahit, entry(edition_id=1), entry(edition_id=2, title=" jahit jasa lain "), fillers=["jasa"]) == [2, 1]
    assert order(jahit, entry(edition_id=1), entry(edition_id=2, everyday=" , jasa , "), fillers=["jasa"]) == [2, 1]
    assert order(jahit, entry(edition_id=1), entry(edition_id=2, name="02 B", title=" jahit dua ")) == [2, 1]
    assert order(jahit, entry(edition_id=1, name="B"), entry(edition_id=2, name="A")) == [2, 1]
    assert order(jahit, entry(edition_id=2), entry(edition_id=1)) == [2, 1]  # alike: as they came


def test_under_the_beginning_of_a_code_the_codes_come_in_order():
    later = entry(edition_id=1, code=" 14 141 1413 14131 ", name="A", title=" satu ")

    assert order([("141",)], later, entry(edition_id=2)) == [2, 1]


def test_the_small_print_is_told_from_what_is_meant():
    assert Ranking([("jahit",), ("mesin",)]).is_meant(entry())
    assert not Ranking([("jahit",), ("kain",)]).is_meant(entry())
    assert not Ranking([("kain",), ("lain",)]).is_aside(entry())
    assert Ranking([("lain",)]).is_aside(entry())
