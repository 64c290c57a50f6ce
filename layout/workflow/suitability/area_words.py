"""What an area tells, in plain sentences of both languages, and as columns of a table of areas."""

from collections.abc import Sequence
from typing import Any

import pandas as pd

from geodata.text import Bilingual
from layout.entities.wording import listing, paragraph, plain, say
from layout.workflow.suitability.area_told import Access, AreaTold, Lift, SlopeShare
from layout.workflow.suitability.slope_limits import SlopeLimit

_SHOWN = 3
_NARROW = "\N{NO-BREAK SPACE}"
_LEAST_EFFECT = 0.0005
_M_PER_KM = 1_000.0


def slope_words(told: AreaTold) -> Bilingual:
    """Return how much of an area is flat enough, threshold by threshold."""
    known = [item for item in told.slopes if item.share is not None]
    return listing([_slope(item) for item in known]) if known else say("regions.slope.none")


def _slope(item: SlopeShare) -> Bilingual:
    """Return one share."""
    limit = f"{plain(item.limit.limit)}{_NARROW + '%' if item.limit.unit == '%' else item.limit.unit}"
    key = "regions.slope.share_included" if item.limit.included else "regions.slope.share"
    return say(key, share=f"{item.share:.1%}", limit=limit, source=_source(item.limit))


def _source(limit: SlopeLimit) -> Bilingual:
    """Return where a threshold stands: document and article, or the name of the rule; its name says where it holds."""
    stands = " ".join(part for part in (limit.document, limit.article) if part)
    said = [] if stands and limit.within is None else [limit.name]
    if stands:
        said.append(Bilingual(en=stands, zh=stands))
    return say(f"regions.slope.{limit.origin}", source=listing(said))


def access_words(told: AreaTold) -> Bilingual:
    """Return how near an area is to what the criteria measure the way to."""
    return listing([_access(item) for item in told.access]) if told.access else say("regions.access.none")


def _access(item: Access) -> Bilingual:
    """Return one way."""
    if item.beyond is not None:
        return say("regions.access.beyond", name=item.name, distance=_far(item.beyond, item.unit))
    if item.nearest is None:
        return say("regions.access.unknown", name=item.name)
    return say("regions.access.near", name=item.name, distance=_far(item.nearest, item.unit))


def _far(number: float, unit: str) -> str:
    """Return a distance in metres or kilometres, or a time."""
    if unit == "m" and number >= _M_PER_KM:
        return f"{plain(number / _M_PER_KM)}{_NARROW}km"
    return f"{number:,.0f}{_NARROW}{unit}"


def why_words(told: AreaTold) -> Bilingual:
    """Return which criteria lift or lower an area against the mean of the allowed land."""
    if not told.lifts:
        return say("regions.why.none")
    known = [item for item in told.lifts if item.effect is not None]
    unknown = [item.name for item in told.lifts if item.value is None]
    parts = [*_scores(told, known), *_named(known, up=True), *_named(known, up=False)]
    if unknown:
        parts.append(say("regions.why.unknown", items=listing(unknown)))
    return paragraph(parts)


def _scores(told: AreaTold, known: Sequence[Lift]) -> list[Bilingual]:
    """Return the sentence that compares the scores, where they are sums of what the criteria give."""
    if not told.additive or not known or len(known) < len(told.lifts):
        return []
    score = sum(item.weight * (item.value or 0.0) for item in known)
    mean = sum(item.weight * (item.mean or 0.0) for item in known)
    apart = score - mean
    key = "equal" if abs(apart) < _LEAST_EFFECT else "higher" if apart > 0 else "lower"
    return [say(f"regions.why.{key}", score=f"{score:.3f}", apart=f"{abs(apart):.3f}", mean=f"{mean:.3f}")]


def _named(known: Sequence[Lift], *, up: bool) -> list[Bilingual]:
    """Return the sentence that names the criteria of one direction, the strongest first."""
    sign = 1 if up else -1
    found = [item for item in known if sign * (item.effect or 0.0) >= _LEAST_EFFECT]
    found.sort(key=lambda item: -abs(item.effect or 0.0))
    items = [
        say("regions.why.item", name=item.name, effect=f"{item.effect:+.3f}".replace("-", "−"))
        for item in found[:_SHOWN]
    ]
    key = "regions.why.lifted" if up else "regions.why.lowered"
    return [say(key, items=listing(items))] if items else []


def told_record(told: AreaTold | None) -> dict[str, Any]:
    """Return what an area tells for JSON: figures and sentences; None is no data."""
    if told is None:
        return {"slope": None, "access": None, "effects": None, "why": None}
    return told.record() | {"why": why_words(told)}


def told_columns(told: Sequence[AreaTold | None]) -> pd.DataFrame:
    """Return what areas tell as columns: a share for each threshold of slope, a way for each criterion, and sentences.

    Parameters
    ----------
    told
        One entry an area; None gives cells without data.

    Returns
    -------
    pandas.DataFrame
        `slope_share_<rule>` (0 to 1) and `nearest_<criterion>_<unit>`, NaN for no data, and `slope_`, `access_` and `why_`
        in both languages, None for no data; one row an area.
    """
    first = next((item for item in told if item is not None), None)
    nothing = Bilingual(en="", zh="")
    rows: list[dict[str, Any]] = []
    for item in told:
        row: dict[str, Any] = {}
        if first is not None:
            shares = dict.fromkeys((one.limit.rule_id for one in first.slopes), float("nan"))
            ways = {(one.criterion_id, one.unit): float("nan") for one in first.access}
            for share in () if item is None else item.slopes:
                shares[share.limit.rule_id] = float("nan") if share.share is None else round(share.share, 4)
            for way in () if item is None else item.access:
                ways[way.criterion_id, way.unit] = (
                    float("nan") if way.nearest is None else round(way.nearest, 1)
                )
            row |= {f"slope_share_{name}": share for name, share in shares.items()}
            row |= {f"nearest_{name}_{unit}": way for (name, unit), way in ways.items()}
        for name, words in (("slope", slope_words), ("access", access_words), ("why", why_words)):
            said = nothing if item is None else words(item)
            row |= {f"{name}_en": said.en or None, f"{name}_zh": said.zh or None}
        rows.append(row)
    return pd.DataFrame(rows)
