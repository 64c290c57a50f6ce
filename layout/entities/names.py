"""Names of districts and parks as tables spell them: brought to one form, cut to their stem, compared letter by letter."""

import re
import unicodedata
from typing import Final

_PAIRS: Final = (
    "區区縣县萬万慶庆開开雲云節节榮荣墊垫豐丰銅铜長长陽阳業业園园經经濟济術术產产發发綜综稅税兩两龍龙魚鱼復复興兴際际鎮镇"
    "東东橋桥壩坝灣湾鐵铁溝沟計计總总劃划創创島岛鋁铝電电團团寶宝廣广場场馬马羅罗貿贸內内麗丽樂乐紅红楊杨樹树門门機机車车壽寿雙双鄉乡峽峡銀银學学體体鳳凤來来"
)
_SIMPLIFIED: Final = str.maketrans(dict(zip(_PAIRS[::2], _PAIRS[1::2], strict=True)))
_FOOTNOTE: Final = re.compile(r"[①-⑳⑴-⒇*＊†#]|\[\d+\]")
_NUMBERING: Final = re.compile(r"^\d+[.、)）]")
_MARKS: Final = re.compile(r"[\s·・'’`\"“”().,、\-_/&]")
_CITY: Final = re.compile(r"^(?:(?:中国)?重庆市?|chongqing)(?=.)")
_SUFFIX: Final = re.compile(
    r"(?:(?:土家族|苗族)*自治县|新区|区|县|市"
    r"|(?:tujia|miao|and)*autonomouscounty|newarea|district|county)$"
)
_PARK_TYPES: Final = (
    (
        "etdz",
        r"经济技术开发区|经济开发区|经济技术区|经开区|economicandtechnologicaldevelopmentzone|economicdevelopmentzone|etdz",
    ),
    (
        "htz",
        r"高新技术产业开发区|高新技术产业园区?|高新技术开发区|高新产业园区?|高新区|hightech(?:industrialdevelopment)?(?:zone|park)",
    ),
    (
        "bonded",
        r"综合保税区|综合保税港区|保税港区|保税区|综保区|comprehensivebondedzone|bondedzone|bondedportarea",
    ),
    ("micro", r"微电子产业园区?|微电园|microelectronicsindustrialpark"),
    ("industrial", r"特色工业园区?|工业园区?|industrialpark|ip"),
    ("estate", r"产业园区?|园区"),
)
_PARK_SUFFIXES: Final = tuple((name, re.compile(f"(?:{words})$")) for name, words in _PARK_TYPES)


def plain_name(text: str) -> str:
    """Return a name in the one form in which names are compared.

    Full-width characters become ordinary, traditional ones simplified; blanks, marks, footnote signs and leading numbers go.

    Examples
    --------
    >>> plain_name(" 開　縣①"), plain_name("Nan'an District")
    ('开县', 'nanandistrict')
    """
    folded = unicodedata.normalize("NFKC", _FOOTNOTE.sub("", text)).translate(_SIMPLIFIED).strip()
    return _MARKS.sub("", _NUMBERING.sub("", folded)).lower()


def bare_name(plain: str) -> str:
    """Return a name that `plain_name` gave without the name of the city before it.

    Examples
    --------
    >>> bare_name("重庆市万州区"), bare_name("chongqingfulingindustrialpark"), bare_name("重庆")
    ('万州区', 'fulingindustrialpark', '重庆')
    """
    return _CITY.sub("", plain)


def district_stem(plain: str) -> str:
    """Return a district's name without "重庆市" before and "区", "县", "市", "自治县" behind, in either language.

    The name is one that `plain_name` gave.

    Examples
    --------
    >>> district_stem("石柱土家族自治县"), district_stem("重庆市万州区"), district_stem("wanzhoudistrict")
    ('石柱', '万州', 'wanzhou')
    """
    bare = bare_name(plain)
    return _SUFFIX.sub("", bare) or bare


def park_stem(plain: str) -> tuple[str, str]:
    """Return a park's name without "重庆" and without the words for its kind, and that kind ("" where there are none).

    The name is one that `plain_name` gave.

    Examples
    --------
    >>> park_stem("璧山高新区") == park_stem("璧山高新技术产业开发区")
    True
    >>> park_stem("重庆长寿工业园区")
    ('长寿', 'industrial')
    """
    bare = bare_name(plain)
    for kind, words in _PARK_SUFFIXES:
        stem = words.sub("", bare)
        if stem and stem != bare:
            return stem, kind
    return bare, ""


def edit_distance(first: str, second: str) -> int:
    """Return how many letters must be put in, left out, replaced or swapped with a neighbour to turn one text into the other.

    Optimal string alignment (Damerau 1964; Wagner and Fischer 1974): no part of the text is edited twice.

    Examples
    --------
    >>> edit_distance("ca", "ac"), edit_distance("潼南曲", "潼南区")
    (1, 1)
    """
    before: list[int] = []
    above = list(range(len(second) + 1))
    for row, letter in enumerate(first, start=1):
        line = [row]
        for column, other in enumerate(second, start=1):
            least = min(above[column] + 1, line[-1] + 1, above[column - 1] + (letter != other))
            swapped = row > 1 and column > 1 and letter == second[column - 2] and first[row - 2] == other
            line.append(min(least, before[column - 2] + 1) if swapped else least)
        before, above = above, line
    return above[-1]
