"""What the reader must be told of the office's own sites, and what the office is asked for."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np
import pandas as pd

from geodata.text import Bilingual
from layout.entities.wording import both, clauses, listing, plain, say
from layout.sites.user_columns import accepted_names
from layout.sites.user_model import Facts, OwnSites
from layout.sites.user_places import possible_zones

NAMED: Final = 3
NAME_LENGTH: Final = 40
_WHOLE: Final = 0.9999
_AREA_GAP: Final = 0.05
_PER_CENT: Final = 100.0


@dataclass(frozen=True, slots=True)
class Asked:
    """One thing that cannot be computed.

    Parameters
    ----------
    field
        The column that would give it.
    sites
        How many sites lack it.
    columns
        The names by which the column is known.
    why
        What it would serve, and what is done without it.
    """

    field: str
    sites: int
    columns: tuple[str, ...]
    why: Bilingual


def asked_for(own: OwnSites) -> tuple[Asked, ...]:
    """Return what own sites lack and nothing can compute, with the column names that would give it.

    Parameters
    ----------
    own
        Own sites.
    """
    frame = own.frame
    nothing_carried = [
        not clusters and not industries
        for clusters, industries in zip(frame["cluster_ids"], frame["leading_industries_zh"], strict=True)
    ]
    lacking: dict[str, object] = {
        "cluster_ids": nothing_carried,
        "host_park_id": frame["parent_park_id"] == "",
        "free_land_ha": frame["free_land_ha"].isna(),
        "land_ha": frame["land_ha"].isna(),
        "position_precision_m": frame["position_precision_m"].isna() & frame["lon"].notna(),
    }
    counts = {field: int(np.sum(np.asarray(mask, dtype=bool))) for field, mask in lacking.items()}
    return tuple(
        Asked(field, count, accepted_names(field), say(f"own_sites.asked.{field}"))
        for field, count in counts.items()
        if count
    )


def tell(own: OwnSites, facts: Facts) -> tuple[Bilingual, ...]:
    """Return what the reader of a ranking with own sites must be told of them.

    Parameters
    ----------
    own
        Own sites.
    facts
        What they were placed among.
    """
    return (
        *_of_districts(own, facts),
        *_of_areas(own.frame),
        *_of_zones(own.frame, facts),
        *_of_gaps(own),
    )


def _of_districts(own: OwnSites, facts: Facts) -> Iterator[Bilingual]:
    """Yield which sites lie across districts, and which lie outside the municipality, whole or in part."""
    names, located = _district_names(facts), own.frame["lon"].notna()
    for site, shares in own.shares.items():
        name, inside = _name(own.frame, site), sum(shares.values())
        if not shares:
            if located[site]:
                yield say("own_sites.outside", name=name)
            continue
        if len(shares) > 1 or inside < _WHOLE:
            parts = [_share(names[code], share) for code, share in shares.items()]
            if inside < _WHOLE:
                parts.append(_share(say("own_sites.beyond"), 1 - inside))
            first = names[next(iter(shares))]
            yield say("own_sites.across", name=name, parts=listing(parts), district=first)


def _share(name: Bilingual, share: float) -> Bilingual:
    """Return a district with its share."""
    return say("own_sites.share", district=name, share=plain(_PER_CENT * share))


def _of_areas(frame: pd.DataFrame) -> Iterator[Bilingual]:
    """Yield where the area stated and the area measured differ."""
    for site in frame.index[frame["stated_ha"].notna() & frame["measured_ha"].notna()]:
        stated, measured = float(frame.loc[site, "stated_ha"]), float(frame.loc[site, "measured_ha"])
        if abs(stated - measured) > _AREA_GAP * measured:
            yield say(
                "own_sites.area_differs",
                name=_name(frame, site),
                stated=plain(stated, 4),
                measured=plain(measured, 4),
            )


def _of_zones(frame: pd.DataFrame, facts: Facts) -> Iterator[Bilingual]:
    """Yield the flagship zones in which sites may lie: membership by district does not say."""
    zones = facts.ground.zones.set_index("zone_id")
    maybe: dict[str, list[Bilingual]] = {}
    for site, adcode, known in zip(frame.index, frame["adcode"], frame["zone_ids"], strict=True):
        for zone in possible_zones(facts.ground.zones, adcode):
            if zone not in known:
                maybe.setdefault(zone, []).append(_name(frame, site))
    for zone, sites in maybe.items():
        name = Bilingual(en=str(zones.loc[zone, "name_en"]), zh=str(zones.loc[zone, "name_zh"]))
        yield say("own_sites.maybe_in_zone", zone=name, zone_id=zone, names=_some(sites), count=len(sites))


def _of_gaps(own: OwnSites) -> Iterator[Bilingual]:
    """Yield what was not understood and what is asked for."""
    if own.ignored:
        shown = [both(name[:NAME_LENGTH]) for name in own.ignored]
        yield say("own_sites.ignored", columns=_some(shown), count=len(shown))
    if own.frame["elevation_mean_m"].isna().all():
        yield say("own_sites.no_terrain")
    asked = asked_for(own)
    if asked:
        parts = [say("own_sites.asked_part", field=one.field, count=one.sites, why=one.why) for one in asked]
        yield say("own_sites.asked_for", parts=clauses(parts))


def _some(names: list[Bilingual]) -> Bilingual:
    """Return the first few names."""
    more = say("own_sites.more") if len(names) > NAMED else both("")
    shown = listing(names[:NAMED])
    return Bilingual(en=shown.en + more.en, zh=shown.zh + more.zh)


def _name(frame: pd.DataFrame, site: str) -> Bilingual:
    """Return the name of a site."""
    return Bilingual(en=str(frame.loc[site, "name_en"]), zh=str(frame.loc[site, "name_zh"]))


def _district_names(facts: Facts) -> Mapping[str, Bilingual]:
    """Return the names of the districts by adcode."""
    columns = (facts.districts[name] for name in ("adcode", "name_en", "name_zh"))
    return {code: Bilingual(en=en, zh=zh) for code, en, zh in zip(*columns, strict=True)}
