"""Find sentences about immigration status, entry or crime in what people type.

A letter can carry such a sentence to an office that uses it against somebody. What is found is a
reason to ask the person, and never a reason to change their words: no list of words is complete.
"""

import re
import unicodedata
from dataclasses import dataclass

STATUS, ENTRY, CRIME = "status", "entry", "crime"

# A sentence ends at its mark, at a line end, or at the full stop of Chinese and Japanese.
_SENTENCE = re.compile(r"[^.!?…。！？\n]+(?:[.!?…。！？]+|\n|$)")
_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\u0300-\u036f]")
_QUOTES = str.maketrans("’‘ʼ´`′＇", "'" * 7)

# Words of one side, as folded: small letters, no accents, one blank.
_NOT = (
    r"(?:no|not|never|without|any|lacks?|lost (?:my|his|her|their)|"
    r"(?:do|does|did|have|has|had|is|are|was|were)n't)"
)
_WHO = r"(?:i|we|he|she|they|my \w+|his \w+|her \w+|their \w+)"
_HERE = (
    r"(?:here|(?:to|into|in|inside) (?:this|the) country|this country"
    r"|(?:to |into |in )?(?:the )?(?:u\.s\b|usa\b|united states|states\b|america\b)"
    r"|(?:to|into|in) the us\b)"
)
_AQUI = r"(?:aqui|(?:a|en) (?:este|el) pais|(?:a )?(?:los )?(?:estados unidos|ee\.? ?uu|usa))"

_PATTERNS = {
    STATUS: (
        # “No papers from the jail” are other papers.
        rf"{_NOT} (?:have |has |had |got |any |legal |immigration )*"
        r"(?:papers|documents|documentation)\b"
        r"(?! (?:from|about|on|that|which|to|of|for|with me|there|in (?:my|his|her))\b)",
        rf"{_NOT} (?:have |has |had |any |a |the |valid |legal |lawful |immigration )*"
        r"(?:status|green card|visa|residency)\b",
        r"\bundocumented\b|\billegal (?:alien|immigrant|person)s?\b|\bpaperless\b",
        rf"\b{_WHO} (?:am|is|are|was|were|am not|'m|still) (?:here )?illegal(?:ly)?\b",
        r"\b(?:live|lives|living|lived|stay|stays|staying|stayed|been|being|be|are|is|am) "
        r"(?:here |in this country )?illegally\b",
        r"\bout of status\b|\boverstay(?:s|ed|ing)?\b(?! (?:in|at) (?:the |that )?jail)",
        r"\b(?:visa|permit|permission|tps|daca|parole|green card|status|i-94)\b.{0,25}"
        r"\b(?:ended|ran out|expired|lapsed|over|denied|revoked|was taken|is old)\b",
        r"\bexpired (?:visa|work permit|permit|i-94|green card|status)\b",
        r"\b(?:daca|dreamer|tps|asylum|asylee|u visa|t visa|vawa)\b",
        r"\bwork(?:s|ed|ing)?\b.{0,20}\bwithout (?:a |any )?(?:work )?"
        r"(?:papers|permit|permission|authorization)\b|\bwork(?:s|ed|ing)? under the table\b",
        r"\b(?:not|n't) (?:here )?legal(?:ly)?\b(?! advice)",
        # Spanish
        r"\b(?:sin|no (?:tengo|tiene|tienen|tenemos|tenia|tenian|hay)(?: los| mis| sus)?) "
        r"(?:papeles|documentos)\b(?! (?:de la carcel|del|de la corte|que|para|sobre)\b)",
        r"\bindocumentad[oa]s?\b|\bilegal(?:es|mente)?\b|\bmojad[oa]s?\b",
        r"\b(?:sin|no (?:tengo|tiene|tienen|tenemos)) (?:estatus|status|visa|residencia|permiso"
        r"|la residencia|la green card|green card)\b",
        r"\b(?:visa|permiso|tps|daca|residencia|estatus)\b.{0,25}"
        r"\b(?:vencid[oa]|se (?:me |le |les |nos )?(?:vencio|acabo|termino)|expiro|negad[oa])\b",
        r"\b(?:vencio|acabo|expiro|vencid[oa])\b.{0,15}\b(?:visa|permiso|tps|daca|residencia)\b",
        r"\basilo\b|\bsonador[ae]s?\b",
        r"\btrabaj\w{1,6}\b.{0,20}\b(?:sin (?:permiso|papeles)|por debajo de la mesa)\b",
    ),
    ENTRY: (
        rf"\b(?:came|come|arrived|got|entered|snuck|sneaked|crossed|walked|brought (?:me|us|him|her"
        rf"|them|my \w+|his \w+|her \w+)|moved|immigrated) (?:over )?(?:in )?{_HERE}(?= |$|\W)"
        r"(?! (?:today|tonight|yesterday|this morning|at \d|for my|for the|to ask|to visit))",
        r"\b(?:cross|crossed|crosses|crossing|jumped|swam|waded)\b.{0,25}"
        r"\b(?:border|river|rio grande|desert|line|fence|wall|over)\b",
        r"\bwithout (?:inspection|being inspected)\b|\bcoyotes?\b|\bsmuggle(?:d|rs?)\b",
        r"\b(?:entered|entry|came|come|crossed|got in)\b.{0,25}\b(?:illegally|unlawfully|legally"
        r"|with a visa|on a visa|without (?:papers|a visa|permission))\b",
        r"\b(?:deported|removed)\b.{0,40}\b(?:came|come|returned|went|got|snuck) back\b"
        r"|\b(?:came|come|returned|got) back\b.{0,40}\bafter\b.{0,25}"
        r"\b(?:deported|deportation|removed)\b"
        r"|\bre-?enter(?:ed|s)?\b.{0,30}\b(?:illegally|country|after)\b|\billegal re-?entry\b",
        # Spanish
        r"\b(?:cru(?:ce|zo|zamos|zaron|zar|zando)|brin(?:que|co|caron)|pas(?:e|o|amos|aron))\b.{0,25}"
        r"\b(?:frontera|rio|desierto|la linea|el muro|cerca|de mojado)\b",
        rf"\b(?:vin(?:e|o|imos|ieron)|lleg(?:ue|o|amos|aron)|entr(?:e|o|amos|aron)|me trajeron"
        rf"|lo trajeron|la trajeron|nos trajeron|emigr(?:e|o|amos))\b (?:a vivir )?{_AQUI}\b",
        r"\bsin inspeccion\b|\bcoyotes?\b|\bpoller[oa]s?\b",
        r"\bdeport\w{2,5}\b.{0,40}\b(?:volv(?:i|io|imos|ieron)|regres(?:e|o|amos|aron))\b",
    ),
    CRIME: (
        r"\b(?:drove|drive|drives|driving|driven)\b.{0,40}\bwithout (?:a |any |my |his |her )?"
        r"(?:driver'?s? )?(?:licen[cs]e|insurance)\b",
        r"\b(?:drove|drive|driving|was|were)\b.{0,15}\b(?:drunk|dui|dwi)\b"
        r"|\b(?:a|my|his|her|got|for) (?:dui|dwi)\b",
        r"\b(?:used|uses|use|using|bought|had|have|has|carried|with|work\w*|sold|made)\b.{0,25}"
        r"\b(?:fake|false|forged|somebody else's|someone else's|another person's)\b.{0,20}"
        r"\b(?:papers?|documents?|ids?|social|card|number|names?|license|passport)\b",
        rf"\b{_WHO} (?:also |did |really |once |have |has |had )?(?:stole|steal|stolen|shoplifted"
        r"|sold drugs|sell drugs|hit (?:him|her|them|my|his|a)|beat (?:him|her|them|my|his)|lied to"
        r"|smoked|used drugs|used (?:cocaine|meth|heroin|weed|marijuana))\b",
        rf"\b{_WHO} (?:was|were|got|have been|has been|had been|am|is) "
        r"(?:convicted|found guilty|on probation|on parole|arrested before|a gang member)\b",
        rf"\b{_WHO} (?:did )?(?:pleaded|pled|plead) (?:guilty|no contest)\b",
        rf"\b{_WHO} (?:have|has|had|got) (?:a |an old )?"
        r"(?:criminal record|felony|conviction|warrant out)\b",
        # Spanish
        r"\b(?:manej|conduc|guia)\w{1,5}\b.{0,40}\bsin (?:la )?(?:licencia|seguro)\b",
        r"\b(?:manej|conduc)\w{1,5}\b.{0,15}\b(?:borrach[oa]|tomad[oa]|ebri[oa])\b",
        r"\b(?:papel(?:es)?|documentos?|seguro|social|identificacion|licencia|nombre|numero|tarjeta)\b"
        r".{0,20}\b(?:fals[oa]s?|chuec[oa]s?|de otra persona)\b",
        r"\b(?:rob(?:e|o)|vend(?:i|io|ia) droga|le pegue|golpee)\b",
        r"\b(?:me|lo|la) (?:condenaron|hallaron culpable)\b|\bme declare culpable\b"
        r"|\b(?:tengo|tiene) antecedentes\b",
    ),
}
_FOUND = {topic: re.compile("|".join(parts)) for topic, parts in _PATTERNS.items()}

# What an office said of somebody and is wrong is what this service is for.
_THEY_SAID = re.compile(
    r"\b(?:they|ice|officers?|agents?|jail|computer|record|letter|paper|deputy|police|ellos|agente"
    r"|oficial)\b.{0,25}\b(?:said|says?|told|claims?|claimed|thinks?|thought|shows?|showed|wrote"
    r"|dij(?:o|eron)|dicen?|cree)\b|\b(?:me|le|les|nos) dij(?:o|eron)\b"
)
_DENIED = re.compile(
    r"\b(?:wrong|not true|untrue|false\b(?! papers)|a lie|lied|mistake|another (?:man|woman|person)"
    r"|not me|not mine|not (?:him|her|his|hers)|falso|mentira|error|equivocad\w+|no es (?:verdad"
    r"|cierto)|otra persona|otro hombre)\b"
)


@dataclass(frozen=True)
class Mention:
    """A sentence as it was typed, and what it is about: status, entry or crime."""

    sentence: str
    topics: tuple[str, ...]


def _folded(sentence: str) -> str:
    """Return a sentence in small letters without accents and unseen signs, with single blanks."""
    if not sentence.isupper():
        # Small letters do not tell the country from “us”.
        sentence = re.sub(r"\bUSA?\b", "u.s", sentence)
    plain = unicodedata.normalize("NFKD", sentence.casefold().translate(_QUOTES))
    return " ".join(_UNSEEN.sub("", plain).split())


def _topics(sentence: str) -> tuple[str, ...]:
    words = _folded(sentence)
    said = _THEY_SAID.search(words)
    if said and _DENIED.search(words, said.end()):
        return ()
    return tuple(topic for topic, pattern in _FOUND.items() if pattern.search(words))


def mentions(text: str) -> tuple[Mention, ...]:
    """Return the sentences of a text that tell of status, entry or crime, in their order.

    Each sentence stands in the text letter by letter, so that it can be shown and left out.
    """
    sentences = (found.group().strip() for found in _SENTENCE.finditer(text))
    return tuple(
        Mention(sentence, topics)
        for sentence in sentences
        if sentence and (topics := _topics(sentence))
    )
