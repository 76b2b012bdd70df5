"""The language of a report: English and not English must be told apart, the rest as well as may be."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standoff.ingest.language import language_of

ENGLISH = {
    "news": "The envoys of both countries met in Tamrin on Monday and said that the talks would go on.",
    "a headline": "Envoys meet in Tamrin",
    "two words": "Talks open",
    "capitals": "THE ENVOYS MET IN TAMRIN ON MONDAY AND SAID THAT THE TALKS WOULD GO ON FOR A WEEK OR TWO.",
    "foreign names": (
        "Wojciech Brzęczyszczykiewicz and Étienne Lefèvre told the Südmark Tagblatt that Przemysław Żółć "
        "would be asked to leave the Škoda works in Plzeň by the end of the year."
    ),
    "a French sentence quoted": (
        "The minister said, in French, “nous attendrons la fin des travaux de la commission”, and the "
        "deputies of the opposition left the chamber before he had ended his speech."
    ),
    "a Russian word quoted": "The paper calls him «миротворец», which is to say the peacemaker.",
    "garbled": "gentlemen. Orlan It is planned to discuss with the leader a series of topics.",
    "with figures": "3.5 7 12:30 The fleet has 12 ships and 4,000 men, of whom 300 are on leave 2031.",
    "hard-wrapped": "The envoys\nmet in Tamrin\non Monday and\nsaid that the\ntalks would go\non for a week.",
    "long with a foreign head": "Accueil Monde Économie\n"
    + "The envoys met and said that the talks went on. " * 200,
}
OTHER = {
    "fr": "Les envoyés des deux pays se sont rencontrés lundi et ont déclaré que les discussions continuent.",
    "de": "Die Gesandten beider Länder trafen sich am Montag und erklärten, dass die Gespräche weitergehen.",
    "es": "Los enviados de ambos países se reunieron el lunes y dijeron que seguirán hablando.",
    "it": "Gli inviati dei due paesi si sono incontrati lunedì e hanno detto che parleranno ancora.",
    "nl": "De gezanten van beide landen kwamen maandag bijeen en zeiden dat ze verder praten.",
    "pl": "Wysłannicy obu krajów spotkali się w poniedziałek i powiedzieli, że rozmowy będą kontynuowane.",
    "ru": "Посланники обеих стран встретились в понедельник и заявили, что переговоры будут продолжены.",
    "uk": "Посланці обох країн зустрілися в понеділок і заявили, що переговори буде продовжено.",
    "zh": "两国特使星期一举行会晤，并表示会谈将继续进行。双方没有回答记者的提问。",
    "ja": "両国の特使は月曜日に会談し、協議を続けると述べた。記者の質問には答えなかった。",
    "ko": "양국 특사들은 월요일에 만나 회담을 계속할 것이라고 말했다. 기자들의 질문에는 답하지 않았다.",
    "ar": "التقى مبعوثا البلدين يوم الاثنين وقالا إن المحادثات ستستمر في الأسبوع المقبل.",
    "tr": "İki ülkenin temsilcileri pazartesi günü bir araya geldi ve görüşmelerin devam edeceğini söyledi.",
}


@pytest.mark.parametrize("text", ENGLISH.values(), ids=ENGLISH.keys())
def test_english(text: str) -> None:
    assert language_of(text) == "en"


@pytest.mark.parametrize(("code", "text"), OTHER.items(), ids=OTHER.keys())
def test_other_languages(code: str, text: str) -> None:
    assert language_of(text) == code


@pytest.mark.parametrize("text", ["", "   \n", "12:30 14.03.2031", "*** --- ***", "😀😀", "\u0301"])
def test_no_words(text: str) -> None:
    assert language_of(text) == "und"


@given(st.text(max_size=300))
def test_any_text_has_a_code(text: str) -> None:
    code = language_of(text)
    assert code == language_of(text)
    assert 2 <= len(code) <= 3
    assert code.isascii()


def test_only_a_sample_of_a_long_text_is_looked_at() -> None:
    english = "The envoys met and said that the talks went on. "
    assert language_of(english * 20_000 + "мы ждём " * 20 + english * 20_000) == "en"
