"""Sentences of the catalogue in both languages at once, for results that carry their own explanation."""

import math
from collections.abc import Iterable

from geodata.text import Bilingual, Language
from layout.i18n import translate


def say(key: str, **values: object) -> Bilingual:
    """Return message `key` in both languages; a value that is `Bilingual` is put in its own language.

    Raises
    ------
    KeyError
        The catalogue has no such key.
    """
    english = {name: value.en if isinstance(value, Bilingual) else value for name, value in values.items()}
    chinese = {name: value.zh if isinstance(value, Bilingual) else value for name, value in values.items()}
    return Bilingual(en=translate(key, "en", **english), zh=translate(key, "zh", **chinese))


def both(text: str) -> Bilingual:
    """Return a text that is the same in both languages, such as a number or an identifier."""
    return Bilingual(en=text, zh=text)


def listing(items: Iterable[Bilingual]) -> Bilingual:
    """Return the items as an enumeration, with the separator of each language."""
    kept = list(items)
    return Bilingual(en=", ".join(item.en for item in kept), zh="、".join(item.zh for item in kept))


def clauses(items: Iterable[Bilingual]) -> Bilingual:
    """Return the items as clauses of one sentence, with the separator of each language."""
    kept = list(items)
    return Bilingual(en="; ".join(item.en for item in kept), zh="；".join(item.zh for item in kept))


def paragraph(sentences: Iterable[Bilingual]) -> Bilingual:
    """Return the sentences as one paragraph: a blank between English sentences, none between Chinese ones."""
    kept = list(sentences)
    return Bilingual(en=" ".join(item.en for item in kept), zh="".join(item.zh for item in kept))


def aside(text: str, note: str, *, language: Language) -> str:
    """Return a text with a note behind it, such as its unit, in the brackets of the language.

    Parameters
    ----------
    text, note
        Words; without a note the text stays alone.
    language
        Chinese brackets are full-width and stand without a blank.
    """
    if not note:
        return text
    return f"{text}（{note}）" if language == "zh" else f"{text} ({note})"


def plain(number: float, digits: int = 3) -> str:
    """Return a number with at most `digits` significant digits and no exponent (12.345 gives "12.3").

    Integers keep all their digits; NaN gives "NaN", which no caller should show: say "no data" instead.
    """
    if not math.isfinite(number):
        return "NaN"
    if float(number).is_integer() or number == 0:
        return f"{number:,.0f}"
    magnitude = math.floor(math.log10(abs(number)))
    decimals = max(0, digits - 1 - magnitude)
    text = f"{number:,.{decimals}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
