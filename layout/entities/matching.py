"""Rows of a table brought to the entities that they name: by code, name, alias, former name or nearest spelling.

Only a code, a name, an alias or a former name on the same ground is taken; everything else is a question with its
alternatives. A district that was merged is never taken for the whole of which it is a part.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Final, Literal

from geodata.text import Bilingual
from layout.entities.names import bare_name, district_stem, edit_distance, park_stem, plain_name
from layout.entities.register import CITY_ID, Former, Known, Register, forms, plain_code
from layout.entities.wording import both, say

How = Literal["code", "name", "alias", "old_name", "nearest", "total", "chosen", "none"]
Status = Literal["sure", "ask", "total", "none", "skip"]
Key = tuple[str, str]

WHOLE_CITY: Final = frozenset(
    {"全市", "重庆市", "重庆", "全市合计", "全市总计", "重庆全市", "chongqing", "wholecity"}
)
TOTALS: Final = frozenset(
    {"合计", "总计", "小计", "共计", "园区合计", "区县合计", "total", "sum", "grandtotal"}
)
MOST_ALTERNATIVES: Final = 4
_SHORT: Final = 4
_SHORTEST: Final = 2
_FAR: Final = 99


@dataclass(frozen=True, slots=True)
class Match:
    """What one row is about.

    Parameters
    ----------
    text, code
        What the row says.
    status
        "sure"; "ask" (a person decides among `alternatives`); "total" (a row of sums); "none"; "skip" (left out by a person).
    how
        What the match rests on.
    kind, entity_id
        The entity; "" unless sure. Of a total the city, or "" where it is set aside.
    distance
        Letters that differ for a nearest spelling, else 0.
    alternatives
        What it could be, the likeliest first: kind and id.
    reason
        Why a person must decide, or what to know about the match.
    """

    text: str
    code: str
    status: Status
    how: How
    kind: str = ""
    entity_id: str = ""
    distance: int = 0
    alternatives: tuple[Key, ...] = ()
    reason: Bilingual | None = None

    @property
    def key(self) -> Key:
        """Return kind and id."""
        return self.kind, self.entity_id


def match_row(text: str, code: str, *, register: Register, kinds: Iterable[str] = ()) -> Match:
    """Return what one row is about.

    Parameters
    ----------
    text, code
        Its name and its code as they stand, "" where it has none.
    register
        All entities.
    kinds
        The kinds that the table is about, where that is known: a name that several kinds share then means these.
    """
    named = _by_name(text, code, register, tuple(kinds))
    coded = _by_code(text, code, register) if code.strip() else None
    if coded is None:
        return named
    if coded.status == "none":
        return (
            replace(
                named, status="ask", alternatives=_keys_of(named), kind="", entity_id="", reason=coded.reason
            )
            if named.status == "sure"
            else (named if named.status in {"ask", "total"} else coded)
        )
    if named.status == "total":
        return named
    if named.how == "old_name" and named.status == "ask":
        return replace(named, alternatives=_unique((*named.alternatives, *_keys_of(coded))))
    disagree = named.status == "sure" and coded.status == "sure" and named.key != coded.key
    if disagree:
        return Match(
            text,
            code,
            "ask",
            "none",
            alternatives=_unique((named.key, coded.key)),
            reason=say("join.reason.code_and_name", code=code, name=text, coded=_name(register, coded.key)),
        )
    return coded


def choose(match: Match, key: Key, *, register: Register) -> Match:
    """Return a match as a person decided it.

    Parameters
    ----------
    match
        The row.
    key
        Kind and id chosen; ("", "") leaves the row out.
    register
        All entities.

    Raises
    ------
    KeyError
        There is no such entity.
    """
    if key == ("", ""):
        return replace(match, status="skip", how="chosen", kind="", entity_id="", reason=None)
    found = register.entities[key]
    return replace(
        match, status="sure", how="chosen", kind=found.kind, entity_id=found.entity_id, reason=None
    )


def _by_code(text: str, code: str, register: Register) -> Match:
    """Return what a code stands for, of today or of old."""
    found = register.of_code(code)
    if found is not None:
        return Match(text, code, "sure", "code", found.kind, found.entity_id)
    former = register.former_codes.get(plain_code(code))
    if former is not None:
        return _former(text, code, former, register)
    return Match(text, code, "none", "none", reason=say("join.reason.unknown_code", code=code))


def _by_name(text: str, code: str, register: Register, kinds: tuple[str, ...]) -> Match:
    """Return what a name stands for."""
    plain = plain_name(text)
    if not plain:
        return Match(text, code, "none", "none", reason=say("join.reason.blank"))
    if plain in WHOLE_CITY:
        return Match(text, code, "total", "total", "city", CITY_ID)
    if plain in TOTALS:
        return Match(text, code, "total", "total")
    former = register.former.get(plain) or register.former.get(plain.removeprefix("重庆市"))
    if former is not None:
        return _former(text, code, former, register)
    return _listed(text, code, register, kinds) or _nearest(text, code, register, kinds)


def _listed(text: str, code: str, register: Register, kinds: tuple[str, ...]) -> Match | None:
    """Return what a name or alias of today stands for, None where it is none."""
    plain = plain_name(text)
    found: dict[Key, str] = {}
    looked_up = [plain, *(form for kind in ("district", "park") for form in forms(kind, plain)[1:])]
    for form in looked_up:
        for key, how in register.names.get(form, {}).items():
            found.setdefault(key, "name" if how == "name" and form == plain else "alias")
    best = "name" if "name" in found.values() else "alias"
    keys = [key for key, how in found.items() if how == best]
    keys = [key for key in keys if key[0] in kinds] or keys
    if len(keys) == 1:
        return Match(text, code, "sure", "name" if best == "name" else "alias", *keys[0])
    if keys:
        reason = say("join.reason.several", name=text)
        return Match(text, code, "ask", "none", alternatives=tuple(sorted(keys)), reason=reason)
    return None


def _former(text: str, code: str, former: Former, register: Register) -> Match:
    """Return what a former name stands for; a unit that was merged is asked about."""
    today = register.district(former.adcode)
    values = {
        "name": former.name,
        "year": former.year,
        "today": _words(today) if today else both(former.adcode),
    }
    reason = say(f"join.reason.{former.change}", **values)
    if today is None:
        return Match(text, code, "ask", "old_name", reason=reason)
    key = today.kind, today.entity_id
    if former.change == "renamed":
        return Match(text, code, "sure", "old_name", *key, reason=reason)
    return Match(text, code, "ask", "old_name", alternatives=(key,), reason=reason)


def _nearest(text: str, code: str, register: Register, kinds: tuple[str, ...]) -> Match:
    """Return the entities whose spelling is nearest, as a question; a park of the same place and another kind comes first."""
    plain = plain_name(text)
    stem, _ = park_stem(plain)
    same_place = [(one.kind, one.entity_id) for one in register.parks.get(stem, []) if len(stem) >= _SHORTEST]
    distances = {
        key: _distance(plain, one)
        for key, one in register.entities.items()
        if key[0] != "city" and (not kinds or key[0] in kinds or key[0] == "zone")
    }
    limit = 1 if len(plain) <= _SHORT else 2
    near = sorted((far, key) for key, far in distances.items() if far <= limit)
    keys = _unique((*same_place, *(key for _, key in near)))[:MOST_ALTERNATIVES]
    if not keys:
        return Match(text, code, "none", "none", reason=say("join.reason.unknown", name=text))
    far = distances.get(keys[0], _FAR)
    if same_place:
        reason = say("join.reason.other_kind", name=text)
    elif len(near) > 1 and near[0][0] == near[1][0]:
        reason = say("join.reason.ambiguous", name=text, distance=far)
    else:
        reason = say("join.reason.nearest", name=text, distance=far)
    return Match(text, code, "ask", "nearest", distance=far, alternatives=keys, reason=reason)


def _distance(plain: str, one: Known) -> int:
    """Return the least distance between a plain name and the names of an entity, whole or as stems."""
    least = _FAR
    plain = bare_name(plain)
    for name in (bare_name(plain_name(name)) for name in (one.name_zh, one.name_en, *one.aliases)):
        if abs(len(name) - len(plain)) <= _SHORTEST:
            least = min(least, edit_distance(plain, name))
        first, second = district_stem(plain), district_stem(name)
        if one.kind == "district" and min(len(first), len(second)) >= _SHORTEST:
            least = min(least, edit_distance(first, second))
    return least


def _keys_of(match: Match) -> tuple[Key, ...]:
    """Return what a match points at, sure or not."""
    return (match.key,) if match.entity_id else match.alternatives


def _unique(keys: Iterable[Key]) -> tuple[Key, ...]:
    """Return keys without repetitions, in their order."""
    return tuple(dict.fromkeys(keys))


def _words(one: Known) -> Bilingual:
    """Return the name of an entity."""
    return Bilingual(en=one.name_en or one.name_zh, zh=one.name_zh)


def _name(register: Register, key: Key) -> Bilingual:
    """Return the name of an entity by its key."""
    return _words(register.entities[key])
