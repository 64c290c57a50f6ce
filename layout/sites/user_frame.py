"""One row a site: the columns that every site has, and those that only the office's own sites have."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from layout.entities.wording import plain, say
from layout.sites.candidates import SITE_COLUMNS
from layout.sites.user_model import OWN, USER_COLUMNS, Facts, Said
from layout.sites.user_places import nearest_parks, zones_of_district

STATED = "stated by the office"
"""Basis of a position whose precision the office has given."""

_EXTENT_FLOOR_M = 1.0


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of each site, by row number.

    Parameters
    ----------
    fields
        What the columns of the layer say, with ids in place of names.
    places
        Area, point and extent (`measured`).
    shares
        Shares in districts, the greatest first.
    hosts
        Park that each site lies in: id, basis.
    """

    fields: pd.DataFrame
    places: pd.DataFrame
    shares: list[dict[str, float]]
    hosts: pd.DataFrame


def build_frame(known: Known, *, facts: Facts, said: Said) -> pd.DataFrame:
    """Return own sites by row number: `SITE_COLUMNS`, then `USER_COLUMNS`.

    Parameters
    ----------
    known
        What is known of each site.
    facts
        What they are placed among.
    said
        What is said about the whole layer.
    """
    parts = (
        _identity(known, facts),
        _industry(known, facts, said),
        _position(known, said),
        _own(known, facts),
    )
    columns = {name: values for part in parts for name, values in part.items()}
    frame = pd.DataFrame(columns, index=known.fields.index)
    return frame.reindex(columns=[*SITE_COLUMNS, *USER_COLUMNS])


def _identity(known: Known, facts: Facts) -> dict[str, object]:
    """Return names, level, district and zones."""
    fields, zones = known.fields, facts.ground.zones
    adcodes = [next(iter(row), "") for row in known.shares]
    named = facts.districts.set_index("adcode")
    return {
        "name_zh": _site_names(fields, "name_zh", "name_en"),
        "name_en": _site_names(fields, "name_en", "name_zh"),
        "level": fields["level"],
        "type": "",
        "adcode": adcodes,
        "district_zh": [str(named["name_zh"].get(code, "")) for code in adcodes],
        "district_en": [str(named["name_en"].get(code, "")) for code in adcodes],
        "zone_ids": [
            tuple(dict.fromkeys((*extra, *zones_of_district(zones, code))))
            for extra, code in zip(fields["zone_ids"], adcodes, strict=True)
        ],
        "approved_area_ha": fields["approved_area_ha"],
        "approved_date": "",
        "source_ids": [()] * len(fields),
        "confidence": OWN,
        "note": fields["note"],
    }


def _industry(known: Known, facts: Facts, said: Said) -> dict[str, object]:
    """Return clusters and industries; those of the host park only where somebody said so."""
    fields, hosts = known.fields, known.hosts["id"]
    clusters = facts.parks.set_index("park_id")["cluster_ids"]
    inherited = [clusters.get(key, ()) if said.inherit_clusters else () for key in hosts]
    industries = zip(fields["leading_industries_en"], fields["leading_industries_zh"], strict=True)
    return {
        "leading_industries_zh": fields["leading_industries_zh"],
        "leading_industries_en": [en or zh for en, zh in industries],
        "cluster_ids": [own or host for own, host in zip(fields["cluster_ids"], inherited, strict=True)],
        "parent_park_id": hosts,
    }


def _position(known: Known, said: Said) -> dict[str, object]:
    """Return the point of each site and how well it is known: a parcel within its own extent, a point as stated."""
    stated, places = known.fields["position_precision_m"], known.places
    surface = places["measured_ha"].notna()
    whole = np.nan if said.precision_m is None else said.precision_m
    found = places["extent_m"].clip(lower=_EXTENT_FLOOR_M).where(surface, whole)
    return {
        "lon": places["lon"],
        "lat": places["lat"],
        "position_precision_m": stated.where(stated.notna(), found),
        "position_basis": [_basis(stated[row], places.loc[row, "extent_m"], said) for row in stated.index],
    }


def _basis(stated: float, extent: float, said: Said) -> str:
    """Return how a position is known."""
    if not np.isnan(stated):
        return STATED
    if extent > 0:
        return f"parcel: a point inside it; the whole parcel lies within {plain(extent)} m"
    return STATED if extent == 0 and said.precision_m is not None else ""


def _own(known: Known, facts: Facts) -> dict[str, object]:
    """Return what only own sites have."""
    fields, places = known.fields, known.places
    stated, surface = fields["land_ha"], places["measured_ha"].notna()
    approved = facts.parks.set_index("park_id")["approved_area_ha"]
    near = nearest_parks(places, facts.parks)
    return {
        "origin": OWN,
        "land_ha": stated.where(stated.notna(), places["measured_ha"]),
        "land_basis": np.where(stated.notna(), "stated", np.where(surface, "measured", "")),
        "stated_ha": stated,
        "measured_ha": places["measured_ha"],
        "free_land_ha": fields["free_land_ha"],
        "target_area_ha": [float(approved.get(key, np.nan)) for key in known.hosts["id"]],
        "host_basis": known.hosts["basis"],
        "district_shares": [_shown(row) for row in known.shares],
        "nearest_park_id": near["nearest_park_id"],
        "nearest_park_km": near["nearest_park_km"],
    }


def _shown(shares: dict[str, float]) -> str:
    """Return shares as text, such as 500116:0.6200;500118:0.3800."""
    return ";".join(f"{code}:{share:.4f}" for code, share in shares.items())


def _site_names(fields: pd.DataFrame, first: str, other: str) -> list[str]:
    """Return names in one language: from the other where it has none, from the row where both have none."""
    english = first == "name_en"
    found = []
    for row, own, second in zip(fields.index, fields[first], fields[other], strict=True):
        words = say("own_sites.unnamed", row=row)
        found.append(own or second or (words.en if english else words.zh))
    return found
