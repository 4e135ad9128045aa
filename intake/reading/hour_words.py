"""The words of an hour in the languages of the plan, each as one sign of a small grammar.

Left is what is written, folded (small letters, no accents, digits 0 to 9); right the sign that
`times` reads. A row ends at a new line; the phrases of a row are parted by bars.
"""

import re
from functools import cache

from .months import weekdays
from .numbers import BY_WORD

_TABLE = {
    # A Latin "a" or "p" alone after a figure is read there.
    "AM": "a m|am|a. m.|a.m.|a. m|a.m|ante meridiem|ص",
    "PM": "p m|pm|p. m.|p.m.|p. m|p.m|post meridiem|م",
    "NOON": "noon|noontime|midday|mid-day|high noon|mediodia|medio dia|meio-dia|meio dia|midi"
    "|a midi|полдень|полдня|в полдень|ظهر|الظهر|ظهرا|中午|正午|giua trua|trua",
    "MIDNIGHT": "midnight|mid-night|medianoche|media noche|meia-noite|meia noite|minuit|minwi"
    "|полночь|в полночь|منتصف الليل|午夜|半夜|nua dem",
    "DAWN": "madrugada|before dawn|凌晨|rang sang|الفجر|فجرا|ночи",
    "MORNING": "morning|mornings|mornin|manana|manha|matin|matinee|maten|dimaten|утром|утра|утро"
    "|صباح|صباحا|الصباح|上午|早上|早晨|sang|buoi sang|before lunch|forenoon",
    "AFTERNOON": "afternoon|after lunch|tarde|tardecita|apres-midi|apres midi|apremidi|apre midi"
    "|днем|дня|بعد الظهر|عصرا|下午|chieu|buoi chieu|despues de comer|despues del almuerzo",
    "EVENING": "evening|tonight|eve|after dinner|after supper|soir|soiree|aswe|swa|diswa|вечером"
    "|вечера|вечер|مساء|المساء|晚上|傍晚|toi|buoi toi",
    "NIGHT": "night|nighttime|night time|noche|noite|nuit|nwit|lannwit|ночью|ليلا|الليل|夜里|夜晚"
    "|dem|ban dem",
    "EARLY": "early morning|early in the morning|very early|early in the day|temprano|muy temprano"
    "|sang som|рано утром|清晨",
    "DAY": "late|early|late in the day|all day|some time|sometime|any time|anytime|not sure|unsure"
    "|i am not sure|i'm not sure|do not know|don't know|dont know|i do not know|i don't know"
    "|i dont know|dunno|unknown|not known|no hour|no time|n/a|na|?|??|no se|no lo se"
    "|no recuerdo|nao sei|je ne sais pas|mwen pa konnen|не знаю|لا اعرف|不知道|khong biet",
    "HALFPAST": "half past|half after|half",
    "QUARTERPAST": "quarter past|quarter after|a quarter past|a quarter after|1/4 past",
    "QUARTERTO": "quarter to|quarter till|quarter til|quarter of|a quarter to|a quarter till"
    "|quarter before|un cuarto para las|cuarto para las|cuarto para la|un quart avant|15 para as"
    "|quinze para as",
    "HALF": "y media|e meia|et demie|et demi|edmi|e demi|ruoi|ونصف|والنصف|半|с половиной",
    "QUARTER": "y cuarto|e um quarto|et quart|et un quart|eka|والربع|وربع|一刻",
    "LESSQUARTER": "menos cuarto|moins le quart|moins quart|menos un cuarto|mwenka"
    "|الا الربع|الا ربع",
    "PAST": "past|minutes past|minutes after|min past",
    "BEFORE": "before|by|no later than|not later than|antes de las|antes de la|antes de|antes das"
    "|antes do|avant|anvan|до|قبل|truoc",
    "AFTER": "after|past the hour of|since|despues de las|despues de la|despues de|depois das"
    "|depois de|apres|apre|после|بعد|sau",
    "BETWEEN": "between|from|somewhere between|entre las|entre la|entre as|entre|ant|desde las"
    "|de las|das|между|بين|giua|tu|от|с|من|从",
    "TO": "to|till|til|until|-|--|or|o las|hasta las|hasta la|hasta|ou|oswa|rive|jiska|или|او"
    "|الى|حتى|至|到|den|hoac|o",
    "AND": "and|&|y|y las|y la|e|e as|et|ak|и|و|va|和",
    "ABOUT": "about|around|abt|aprox|approx|approximately|approximatively|roughly|maybe|perhaps"
    "|probably|i think|i guess|guess|circa|ca|c|~|like|ish|or so|thereabouts|somewhere around"
    "|sometime around|sometime about|close to|near|nearly|almost|shortly after|just after"
    "|a little after|shortly before|just before|more or less|give or take|in or around|on or about"
    "|at or about|como a las|como|alrededor de las|alrededor de|a eso de las|a eso de|sobre las"
    "|hacia las|aproximadamente|cerca de las|cerca de|mas o menos|creo que|creo|por volta das"
    "|por volta de|mais ou menos|acho que|umas|unas|vers|environ|aux alentours de|autour de"
    "|a peu pres|anviwon|ve|около|примерно|где-то|حوالي|تقريبا|نحو|大约|大概|左右|khoang|tam",
    "HRS": "hrs|hr|hours|hour|h|hs|hora|horas|heure|heures|ore|часов|часа|час|ч|giờ|gio|uur",
    "MINUTES": "minutes|minute|mins|min|minutos|minuto|минут|минуты|мин|دقيقة|分|phut",
    "": "at|mid|as|the|in|in the|on|of|this|that|it was|was|its|it is|time|o'clock|oclock|o clock"
    "|a la|las|la|los|el|le|les|l|de|del|de la|por la|en la|da|do|du|na|no|pela|a|vers les|en|nan"
    "|di|local time|local|sharp|exactly|exact|precisely|right|en punto|em ponto|pile|yo|to moun"
    "|в|الساعة|ساعة|في|点|點|点钟|點鐘|时|時|整|luc|vao|hora local|e nan|del dia|hoy|que|es",
}

ZONE_WORDS = {
    "Eastern": "est|edt|et|eastern|eastern time|eastern standard time|eastern daylight time"
    "|hora del este|hora este|heure de l'est",
    "Central": "cst|cdt|ct|central|central time|central standard time|central daylight time"
    "|hora central|hora del centro",
    "Mountain": "mst|mdt|mt|mountain|mountain time|mountain standard time|mountain daylight time"
    "|hora de la montana|hora montana",
    "Arizona": "arizona time",
    "Pacific": "pst|pdt|pt|pacific|pacific time|pacific standard time|pacific daylight time"
    "|hora del pacifico|hora pacifico",
    "Alaska": "akst|akdt|alaska time",
    "Aleutian": "hdt|aleutian time",
    "Hawaii": "hst|hawaii time|hawaiian time",
    "Atlantic": "ast|atlantic time|hora de puerto rico|puerto rico time",
    "Chamorro": "chst|chamorro time|guam time",
    "Samoa": "sst|samoa time",
}
_NUMBERS = {
    word: str(number)
    for word, number in BY_WORD.items()
    if number and word not in ("un", "de", "en", "yon", "uma")
} | {
    "fifteen": "15",
    "quince": "15",
    "twenty": "20",
    "veinte": "20",
    "vingt": "20",
    "twenty-five": "25",
    "thirty": "30",
    "treinta": "30",
    "trente": "30",
    "trinta": "30",
    "forty": "40",
    "forty-five": "45",
    "fifty": "50",
    "twenty five": "25",
    "forty five": "45",
    # Haitian hours are one word each.
    "ine": "1",
    "deze": "2",
    "twaze": "3",
    "katre": "4",
    "senke": "5",
    "size": "6",
    "sete": "7",
    "uite": "8",
    "neve": "9",
    "dize": "10",
}
_CHINESE_HOURS = "一 二 三 四 五 六 七 八 九 十 十一 十二"
CHINESE_HOURS = {
    sign: str(number) for number, sign in enumerate(_CHINESE_HOURS.split(), start=1)
} | {"两": "2"}


@cache
def signs() -> dict[str, str]:
    """Return {folded phrase: sign of the grammar}."""
    found: dict[str, str] = {}
    for sign, row in _TABLE.items():
        for phrase in row.split("|"):
            found.setdefault(phrase, f" {sign} " if sign else " ")
    for zone, row in ZONE_WORDS.items():
        for phrase in row.split("|"):
            # French says "et" for "and": the zone is read only at the end, see `times`.
            if phrase != "et":
                found[phrase] = f" ZONE_{zone} "
    for word, number in _NUMBERS.items():
        found.setdefault(word, f" {number} ")
    for day in weekdays():
        found.setdefault(day, " ")
    return found


@cache
def pattern() -> re.Pattern[str]:
    """Return a pattern of every phrase, the longest first; each stands between other letters."""
    phrases = sorted(signs(), key=len, reverse=True)
    wide = "|".join(map(re.escape, phrases))
    return re.compile(rf"(?<![^\W\d_])(?:{wide})(?![^\W\d_])")
