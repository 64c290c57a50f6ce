"""What a row of figures may be about: districts, parks and zones with all names and codes that tables give them."""

import re
from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final, Literal

from layout.entities.names import district_stem, park_stem, plain_name

EntityKind = Literal["district", "park", "zone", "city"]
NameForm = Literal["name", "alias"]
CITY_ID: Final = "500000"
CHANGE_CODES: Final = {"500105": "两江新区", "500112": ""}
"""On the 37 units the code 500105 is the new Liangjiang; 500112 is no unit any more."""

_CODE: Final = re.compile(r"\d{6}|[GS]\d{6}")
_LONG_CODE: Final = re.compile(r"(\d{6})0{3,6}")

Row = Mapping[Hashable, Any]


@dataclass(frozen=True, slots=True)
class Known:
    """An entity that figures may be about.

    Parameters
    ----------
    kind, entity_id
        What it is.
    name_zh, name_en
        Its names.
    codes
        Codes that stand for it: adcode, catalogue code, park_id.
    aliases
        Further names.
    """

    kind: EntityKind
    entity_id: str
    name_zh: str
    name_en: str
    codes: tuple[str, ...]
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Former:
    """A former name of a district.

    Parameters
    ----------
    name, code
        As it was; the code is "" where it is not known or has another meaning today.
    adcode
        The district of today.
    change
        "renamed" on the same ground, "merged" into a larger district, or "part" of one.
    year
        When.
    """

    name: str
    code: str
    adcode: str
    change: str
    year: int


class Register:
    """All entities by code, by name and by former name.

    Parameters
    ----------
    entities
        Whatever figures may be about.
    former
        Former names of districts.
    """

    def __init__(self, entities: Iterable[Known], former: Iterable[Former] = ()) -> None:
        self.entities: dict[tuple[str, str], Known] = {(one.kind, one.entity_id): one for one in entities}
        self.former = {plain_name(one.name): one for one in former}
        self.former_codes = {one.code: one for one in self.former.values() if one.code}
        self.codes: dict[str, Known] = {}
        self.names: dict[str, dict[tuple[str, str], NameForm]] = defaultdict(dict)
        self.parks: dict[str, list[Known]] = defaultdict(list)
        for one in self.entities.values():
            self._enter(one)

    def _enter(self, one: Known) -> None:
        """Put an entity under its codes and names."""
        for code in one.codes:
            self.codes[plain_code(code)] = one
        key = one.kind, one.entity_id
        own = [plain_name(name) for name in (one.name_zh, one.name_en) if name]
        others = [plain_name(name) for name in one.aliases]
        for form in {form for name in (*own, *others) for form in forms(one.kind, name)}:
            self.names[form].setdefault(key, "alias")
        for name in own:
            self.names[name][key] = "name"
        if one.kind == "park":
            for stem in {park_stem(name)[0] for name in (*own, *others)}:
                self.parks[stem].append(one)

    def district(self, adcode: str) -> Known | None:
        """Return a district by its code."""
        return self.entities.get(("district", adcode))

    def of_code(self, text: str) -> Known | None:
        """Return the entity with a code of today, None without."""
        return self.codes.get(plain_code(text))


def forms(kind: str, name: str) -> tuple[str, ...]:
    """Return the forms under which a plain name is looked up: itself, and its stem with the kind of entity.

    Parameters
    ----------
    kind
        "district", "park", "zone" or "city".
    name
        From `plain_name`.
    """
    if kind == "district":
        return name, f"district:{district_stem(name)}"
    if kind == "park":
        return name, "park:{}:{}".format(*park_stem(name))
    return (name,)


def plain_code(text: str) -> str:
    """Return a code as it is compared: twelve digits cut to six, "500101.0" without its decimals, one case.

    Examples
    --------
    >>> plain_code("500101000000"), plain_code("500101.0"), plain_code("g501189")
    ('500101', '500101', 'G501189')
    """
    code = text.strip().removesuffix(".0")
    long = _LONG_CODE.fullmatch(code)
    if long:
        return long.group(1)
    upper = code.upper()
    return upper if _CODE.fullmatch(upper) else code.lower()


def looks_like_code(text: str) -> bool:
    """Return whether a text has the form of an administrative or catalogue code."""
    return bool(_CODE.fullmatch(plain_code(text)))


def register_of(
    districts: Iterable[Row],
    parks: Iterable[Row],
    *,
    zones: Iterable[Row],
    former: Iterable[Row],
    vintage: str,
) -> Register:
    """Return the register out of the rows of the embedded tables.

    Parameters
    ----------
    districts, parks, zones, former
        Rows of the tables districts, parks, layout_zones and former_names.
    vintage
        "38", or "37": there 500105 is the new Liangjiang and 500112 is gone.
    """
    units = [_district(row) for row in districts]
    if vintage == "37":
        renamed = [
            Known("district", one.entity_id, CHANGE_CODES[one.entity_id], "Liangjiang New Area", one.codes)
            for one in units
            if CHANGE_CODES.get(one.entity_id)
        ]
        units = [one for one in units if one.entity_id not in CHANGE_CODES] + renamed
    return Register(
        [
            *units,
            *map(_park, parks),
            *map(_zone, zones),
            Known("city", CITY_ID, "重庆市", "Chongqing", (CITY_ID,)),
        ],
        [
            Former(
                str(row["former_name"]),
                str(row["former_adcode"]),
                str(row["adcode"]),
                str(row["change"]),
                int(row["year"]),
            )
            for row in former
        ],
    )


def _district(row: Row) -> Known:
    """Return a district."""
    adcode = str(row["adcode"])
    return Known("district", adcode, str(row["name_zh"]), str(row["name_en"]), (adcode,))


def _park(row: Row) -> Known:
    """Return a park."""
    codes = tuple(code for code in (str(row["park_id"]), str(row["catalogue_code"])) if code)
    return Known(
        "park",
        str(row["park_id"]),
        str(row["name_zh"]),
        str(row["name_en"]),
        codes,
        tuple(row["other_names"]),
    )


def _zone(row: Row) -> Known:
    """Return a layout zone; its id is no code, because one zone and one park share theirs in tables."""
    return Known("zone", str(row["zone_id"]), str(row["name_zh"]), str(row["name_en"]), ())
