"""Which lyrics the built-in voice can sing."""

# ruff: noqa: RUF001 - Turkish has a letter that looks like another

import pytest

from remixes.analysis.language import foreign_language, problem

ENGLISH = [
    "Drivin' down the boulevard, windows low\nBass so heavy that the speakers blow",
    "la la la, oh oh oh",
    "Hold on",
    "Shawty got that ice on her neck\nFlexin', finessin', cashin' that check",
    "Ooh baby",
    "Giulia and Francesco, Diego and Marie\nMet in Barcelona by the Mediterranean sea",
    "Hallelujah",
    "Mon amour, I miss you so\nMon amour, please don't go",
    "Vamos, vamos, everybody move your feet\nFeel the fire, feel the rhythm and the heat",
    "Electric lavender, chromium skies",
    "[Instrumental]",
    "",
    "Sha la la la la\nNa na na na hey hey",
    "Tick tick boom",
    "Die young, die hard, man\nWe was born in the war",
    "Zig-a-zig ah",
]

FOREIGN = {
    "German": [
        "Über den Wolken\nmuss die Freiheit wohl grenzenlos sein",
        "99 Luftballons\nauf ihrem Weg zum Horizont",
        "Es geht mir gut\nweil du bei mir bist",
    ],
    "French": [
        "Ne me quitte pas\nil faut oublier",
        "Elle s'en va danser\nau milieu de la nuit",
        "Non, rien de rien\nnon, je ne regrette rien",
    ],
    "Spanish": [
        "Gracias a la vida\nque me ha dado tanto",
        "Baila conmigo esta noche\nbajo la luna llena",
        "Cielito lindo, los corazones\ncantando se alegran",
    ],
    "Italian": [
        "Con te partirò\nsu navi per mari",
        "Una lacrima sul viso\nho capito molte cose",
        "Azzurro, il pomeriggio è troppo azzurro\ne lungo per me",
    ],
    "Portuguese": [
        "Ela só pensa em beijar\ne comigo não quer ficar",
        "Chega de saudade\na realidade é que sem ela não há paz",
        "Vou caminhando pela rua\nprocurando você",
    ],
    "Dutch": [
        "Zij gelooft in mij\nzij ziet toekomst in ons allebei",
        "Daar bij die molen\ndie mooie molen",
        "Geef mij nu je angst\nik geef je er hoop voor terug",
    ],
    "Polish": [
        "Dziwny jest ten świat\ngdzie jeszcze wciąż",
        "Chciałbym być marynarzem\nchciałbym mieć tatuaże",
        "Zawsze tam gdzie ty\nnie pytaj mnie o jutro",
    ],
    "Turkish": [
        "Üsküdar'a gider iken\naldı da bir yağmur",
        "Dönence, simsiyah gecenin koynundayım\nyapayalnız",
        "Hadi gel köyümüze geri dönelim\nsen de gel",
    ],
}


@pytest.mark.parametrize("lyrics", ENGLISH)
def test_english_passes_with_slang_names_calls_and_a_few_foreign_words(lyrics: str) -> None:
    assert problem(lyrics) == ""


@pytest.mark.parametrize(
    ("language", "lyrics"), [(name, text) for name, texts in FOREIGN.items() for text in texts]
)
def test_two_lines_of_another_language_are_refused(language: str, lyrics: str) -> None:
    assert foreign_language(lyrics) != ""


def test_nearly_all_refused_languages_are_called_by_their_names() -> None:
    named = [
        foreign_language(text) == language for language, texts in FOREIGN.items() for text in texts
    ]

    assert sum(named) >= 0.85 * len(named)


@pytest.mark.parametrize(
    ("lyrics", "language"),
    [
        ("夜に駆ける\n沈むように", "Japanese"),
        ("사랑해요", "Korean"),
        ("我爱你", "Chinese"),
        ("Я люблю тебя", "Cyrillic"),
        ("[Verse]\nσ' αγαπώ", "Greek"),
    ],
)
def test_other_scripts_are_refused_even_in_a_few_words(lyrics: str, language: str) -> None:
    assert language in problem(lyrics)


def test_the_sentence_says_what_is_possible_instead() -> None:
    sentence = problem(FOREIGN["German"][0])

    assert sentence.startswith("The built-in voice sings English only; these lyrics look like Ger")
    assert sentence.endswith("Give English lyrics, or leave them out.")


def test_mostly_english_lyrics_with_one_foreign_line_pass() -> None:
    lyrics = "\n".join([*ENGLISH[:2], ENGLISH[7], "Quiero bailar contigo", ENGLISH[8]])

    assert problem(lyrics) == ""
