"""Sentences about status, entry or crime are found as people write them, and others are not."""

import pytest

from intake.flow.status_words import CRIME, ENTRY, STATUS, mentions

DO = [
    (STATUS, "I do not have papers myself"),
    (STATUS, "His wife Lucia has no papers either."),
    (STATUS, "I stayed when my visa ended in 2019"),
    (STATUS, "my work permit expired last May"),
    (STATUS, "My brother is UNDOCUMENTED."),
    (STATUS, "We are undocumented"),
    (STATUS, "I don’t have papers and I am afraid."),
    (STATUS, "She overstayed her visa."),
    (STATUS, "He is here illegally."),
    (STATUS, "They have been living here illegally for years"),
    (STATUS, "I have DACA."),
    (STATUS, "Her asylum case is still open"),
    (STATUS, "I have no legal status"),
    (STATUS, "My uncle works without a permit."),
    (STATUS, "I lost my green card status, it was revoked"),
    (STATUS, "he is not legal"),
    (STATUS, "No tengo papeles."),
    (STATUS, "Mi esposa está sin papeles"),
    (STATUS, "Soy indocumentada."),
    (STATUS, "Se me venció la visa en 2019"),
    (STATUS, "Mi permiso ya se venció."),
    (STATUS, "Estoy ilegal aquí"),
    (STATUS, "No tiene estatus"),
    (STATUS, "Trabajo sin permiso"),
    (ENTRY, "I crossed the border in 2004."),
    (ENTRY, "We swam across the river at night"),
    (ENTRY, "My parents brought me to this country when I was two"),
    (ENTRY, "She came to the United States with a coyote"),
    (ENTRY, "He entered without inspection."),
    (ENTRY, "I came here illegally"),
    (ENTRY, "We came to the US in 2001"),
    (ENTRY, "she came to US by land"),
    (ENTRY, "He was deported in 2010 and came back the next year"),
    (ENTRY, "Crucé la frontera con mi hermano."),
    (ENTRY, "Llegué a este país hace diez años"),
    (ENTRY, "Cruzamos el río de noche"),
    (ENTRY, "Lo deportaron y volvió"),
    (CRIME, "I drove the car that night without a license"),
    (CRIME, "He was driving drunk"),
    (CRIME, "She used a fake social to work"),
    (CRIME, "I pleaded guilty in 2012."),
    (CRIME, "My cousin was convicted of theft"),
    (CRIME, "I have a criminal record"),
    (CRIME, "Yo manejaba sin licencia."),
    (CRIME, "Trabajé con un seguro falso"),
    (CRIME, "Me declaré culpable"),
]

DO_NOT = [
    "He showed his green card to the officer.",
    "I am a US citizen, born in Yuma.",
    "She became a citizen in 2015.",
    "They took my papers and did not give them back.",
    "I have no papers from the jail.",
    "We do not have the papers about the hold yet.",
    "They said I have no papers, and that is wrong.",
    "The computer showed that I was convicted, but it was another man.",
    "The officer asked for my license and I gave it to him.",
    "He was let go without a ticket and without a word.",
    "The jail kept him illegally after bail was paid.",
    "My mother came to the jail to visit me.",
    "The deputy came here at 5 pm and hit the door.",
    "I came here today for my check-in.",
    "She was told to sign, and she did not read it.",
    "He was arrested on an old warrant of another person.",
    "He has a lawyer and there is a case in court.",
    "Please do not let them come to us.",
    "They dropped everything on Friday and he is still in there.",
    "The record is of a man who was deported in 1998.",
    "El oficial me pidió la licencia y se la di.",
    "Me dijeron que no tengo papeles y eso no es verdad.",
    "Tengo la residencia desde 2011.",
    "No tengo los papeles de la corte.",
    "Llegué a la cárcel a las cinco.",
    "I cannot get legal advice here.",
    "The visa was in my passport.",
    "Her sister went across the street to wait.",
    "",
]


@pytest.mark.parametrize(("topic", "sentence"), DO)
def test_a_sentence_about_status_entry_or_crime_is_found(topic, sentence):
    found = mentions(sentence)
    assert [one.sentence for one in found] == [sentence]
    assert topic in found[0].topics


@pytest.mark.parametrize("sentence", DO_NOT)
def test_another_sentence_is_not_found(sentence):
    assert mentions(sentence) == ()


def test_what_an_office_said_is_left_alone_only_where_it_is_denied():
    assert mentions("ICE told the jail that she is undocumented.")[0].topics == (STATUS,)
    assert mentions("ICE told the jail that she is undocumented, and that is not true.") == ()


def test_each_sentence_stands_in_the_text_as_it_was_typed():
    text = (
        "They dropped everything on Friday and he is still in there. I do not have papers myself,"
        " I stayed when my visa ended in 2019, and I drove the car that night without a license,"
        " so I cannot go to the jail. His wife Lucia has no  papers either.\nMarcos has a green"
        " card, I have seen it many times."
    )
    found = mentions(text)
    assert [one.topics for one in found] == [(STATUS, CRIME), (STATUS,)]
    assert all(one.sentence in text for one in found)
    assert found[1].sentence == "His wife Lucia has no  papers either."


def test_signs_that_nobody_sees_hide_nothing():
    assert mentions("I am un\u200bdocu\u00admented.")
    assert mentions("SOY INDOCUMENTADO")
    assert mentions("soy indocumentado")


def test_a_long_text_without_a_full_stop_is_read_in_one_go():
    assert mentions("a b " * 25_000 + "I have no papers")[0].topics == (STATUS,)
