"""In which characters a text is written: declared, told by its bytes, or asked."""

import codecs
import re
from dataclasses import dataclass
from functools import cache
from importlib import resources

UTF8 = "utf-8"
# Names and code pages as .cpg files, ArcGIS and GDAL write them.
_ALIASES = {
    "utf8": UTF8, "65001": UTF8, "cp65001": UTF8, "ansi65001": UTF8,
    "gbk": "gb18030", "gb2312": "gb18030", "gb18030": "gb18030", "936": "gb18030", "cp936": "gb18030",
    "ansi936": "gb18030", "oem936": "gb18030", "ms936": "gb18030", "54936": "gb18030", "euccn": "gb18030",
    "big5": "cp950", "950": "cp950", "cp950": "cp950", "ansi950": "cp950", "oem950": "cp950", "big5hkscs": "big5hkscs",
    "utf16": "utf-16", "ansi1252": "cp1252", "1252": "cp1252", "88591": "iso8859-1", "iso88591": "iso8859-1",
}  # fmt: skip
_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
# The two-byte area of the hanzi in daily use: level 1 of GB 2312, and the frequent plane of Big5.
_GB_COMMON = (0xB0A1, 0xD7F9)
_BIG5_COMMON = (0xA440, 0xC67E)
_CLEAR = 0.45
_MARGIN = 0.25
_FAMILIAR = 0.8
_TWO_BYTES = 0xFFFF
_HANZI = re.compile("[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_FULLWIDTH = re.compile("[\u3000-\u303f\uff00-\uffef]")


@dataclass(frozen=True, slots=True)
class Guess:
    """What the bytes say.

    Parameters
    ----------
    encoding
        A codec, or None when the bytes do not tell.
    sure
        Whether no other encoding could be meant.
    candidates
        Encodings in which the bytes make some sense.
    """

    encoding: str | None
    sure: bool
    candidates: tuple[str, ...] = ()


def known(name: str) -> str | None:
    """Return the Python codec of a declared encoding, or None when nobody knows it.

    Parameters
    ----------
    name
        As it stands in a `.cpg` file or as typed by a person.
    """
    plain = re.sub(r"[^a-z0-9]", "", name.lower())
    if plain in _ALIASES:
        return _ALIASES[plain]
    for spelling in (name.strip(), plain, f"cp{plain}"):
        try:
            info = codecs.lookup(spelling)
        except (LookupError, ValueError):
            continue
        # codecs such as base64 or zip are no character encodings
        return info.name if getattr(info, "_is_text_encoding", True) else None
    return None


def decodes(raw: bytes, encoding: str) -> bool:
    """Return whether the bytes are valid in an encoding."""
    try:
        raw.decode(encoding)
    except (UnicodeDecodeError, UnicodeError):
        return False
    return True


def guess(raw: bytes) -> Guess:
    """Return the encoding that the bytes speak for.

    UTF-8 proves itself: other text hardly ever happens to be valid UTF-8. GB18030 and Big5 are told apart by the share of
    their hanzi that are in daily use, and where both make sense by the words of our own field: names of places, parks and
    industries. What is left does not tell.

    Parameters
    ----------
    raw
        All of the text.
    """
    for mark, encoding in _MARKS:
        if raw.startswith(mark):
            return Guess(encoding if decodes(raw, encoding) else None, sure=True)
    if decodes(raw, UTF8):
        return Guess(UTF8, sure=True)
    scores = {
        "gb18030": _common_share(raw, "gb18030", _GB_COMMON),
        "cp950": _common_share(raw, "cp950", _BIG5_COMMON),
    }
    ranked = sorted(scores, key=lambda name: -scores[name])
    best, second = ranked
    sensible = tuple(name for name in ranked if scores[name] >= _CLEAR)
    if not sensible:
        return Guess(None, sure=False, candidates=tuple(name for name in ranked if scores[name] > 0))
    clear = scores[best] - scores[second] >= _MARGIN
    if not clear and _familiar_share(raw, "gb18030") >= _FAMILIAR > _familiar_share(raw, "cp950"):
        return Guess("gb18030", sure=False, candidates=sensible)
    return Guess(best if clear else None, sure=clear, candidates=sensible)


@cache
def _familiar() -> frozenset[str]:
    """Return the hanzi of the embedded facts, which are in simplified characters."""
    folder = resources.files("geodata.embedded") / "facts"
    text = "".join(
        file.read_text(encoding="utf-8") for file in folder.iterdir() if file.name.endswith(".csv")
    )
    return frozenset(_HANZI.findall(text))


def _familiar_share(raw: bytes, encoding: str) -> float:
    """Return the share of the hanzi that occur in the embedded facts; 0 when undecodable."""
    try:
        hanzi = _HANZI.findall(raw.decode(encoding))
    except UnicodeDecodeError:
        return 0.0
    return sum(character in _familiar() for character in hanzi) / len(hanzi) if hanzi else 0.0


def _common_share(raw: bytes, encoding: str, area: tuple[int, int]) -> float:
    """Return the share of the non-ASCII characters that are hanzi in daily use or punctuation; 0 when undecodable."""
    try:
        text = raw.decode(encoding)
    except UnicodeDecodeError:
        return 0.0
    foreign = [character for character in text if not character.isascii()]
    if not foreign:
        return 0.0
    usual = sum(_is_common(character, encoding, area) for character in foreign)
    return usual / len(foreign)


def _is_common(character: str, encoding: str, area: tuple[int, int]) -> bool:
    """Return whether a character is one that an ordinary Chinese table would use."""
    if _FULLWIDTH.match(character):
        return True
    code = int.from_bytes(character.encode(encoding), "big")
    if code > _TWO_BYTES:
        # four bytes exist in GB18030 alone: a rare hanzi of a name, which no other encoding produces by chance
        return bool(_HANZI.match(character))
    return area[0] <= code <= area[1]
