"""Statistics and output intensities of an entity as facts: every printed figure with its year, period and source."""

from collections.abc import Hashable
from typing import Any, Final

import pandas as pd

from geodata.embedded import table
from geodata.text import Bilingual
from layout.entities.wording import paragraph, plain, say
from layout.fields import QUALIFIERS, UNITS, period_name, word
from layout.i18n import catalogue
from layout.landuse.figures import FULL_YEAR
from layout.landuse.intensity import TARGET_YI_PER_KM2
from layout.landuse.pairs import Pair, pair
from layout.workflow.desk.note_words import remark
from layout.workflow.desk.tables import desk_cached, desk_table
from layout.workflow.facts.fact import COMPUTED_DIGITS, PRINTED_DIGITS, Fact, cited, known
from layout.workflow.maps.values import entity_intensities

Row = dict[Hashable, Any]
_SAME: Final[list[Hashable]] = ["indicator_id", "year", "period"]


def statistic_facts(entity_kind: str, entity_id: str) -> tuple[Fact, ...]:
    """Return every printed figure of an entity, by indicator, the latest year first.

    Conflicting figures stay side by side and each names the other; a part-year figure carries its period.

    Parameters
    ----------
    entity_kind, entity_id
        "park", "district", "zone" or "city", and the id.
    """
    rows = _statistics()
    chosen = rows[(rows["entity_kind"] == entity_kind) & (rows["entity_id"] == entity_id)]
    order = chosen.sort_values(["order", "year", "period"], ascending=[True, False, True], kind="stable")
    return tuple(_statistic(row, chosen) for row in order.to_dict("records"))


def intensity_facts(entity_kind: str, entity_id: str) -> tuple[Fact, ...]:
    """Return the output intensity of an entity for each pair that is known or was refused, with the reason.

    Pairs of which one figure is missing are not listed one by one, nor a reason that an earlier pair gave; when
    there is nothing else, one fact without a value says so.
    """
    rows = [
        row for row in entity_intensities(entity_kind, entity_id).to_dict("records") if _worth_telling(row)
    ]
    told = {str(row["reason_en"]): row for row in reversed(rows) if row["reason_en"]}
    rows = [row for row in rows if not row["reason_en"] or told[row["reason_en"]] is row]
    facts = [_intensity(pair(str(row["pair"])), row) for row in rows]
    if facts:
        return tuple(facts)
    label = catalogue()["map.legend.output_intensity"]
    return (Fact("intensity", "intensity", label, None, note=catalogue()["map.fact.no_intensity"]),)


def _worth_telling(row: Row) -> bool:
    """Return whether a row has a value, or two figures that could not be combined."""
    return row["status"] in {"computed", "printed"} or (
        row["status"] == "refused" and not pd.isna(row["denominator_value"])
    )


def _statistic(row: Row, figures: pd.DataFrame) -> Fact:
    """Return one printed figure as a fact."""
    full_year = row["period"] == FULL_YEAR
    same = figures[
        (figures["indicator_id"] == row["indicator_id"])
        & (figures["year"] == row["year"])
        & (figures["period"] == row["period"])
        & (figures["value"] != row["value"])
    ]
    notes = [remark(str(row["note"]))]
    if not full_year:
        notes.append(catalogue()["map.fact.part_year"])
    if len(same):
        notes.append(
            say(
                "map.fact.other_source",
                others=", ".join(plain(value, PRINTED_DIGITS) for value in same["value"]),
            )
        )
    suffix = "" if full_year else f"/{row['period']}"
    return Fact(
        f"{row['indicator_id']}@{row['year']}{suffix}#{';'.join(row['source_ids'])}",
        "statistic",
        Bilingual(en=row["name_en"], zh=row["name_zh"]),
        known(float(row["value"])),
        unit=word(UNITS, row["unit"]),
        year=int(row["year"]),
        period=None if full_year else period_name(row["period"]),
        qualifier=row["value_qualifier"],
        confidence=row["confidence"],
        sources=cited(row["source_ids"]),
        note=_joined(notes),
    )


def _intensity(definition: Pair, row: Row) -> Fact:
    """Return one output intensity as a fact: value and detail, or the reason why there is none."""
    value = known(float(row["value_yi_per_km2"]))
    reason = Bilingual(en=row["reason_en"], zh=row["reason_zh"])
    detail = reason if value is None else _detail(definition, row)
    conflicts = [plain(other, PRINTED_DIGITS) for _, _, other, _ in row["conflicts"]]
    if conflicts:
        detail = paragraph([detail, say("map.fact.other_source", others=", ".join(conflicts))])
    return Fact(
        f"intensity:{definition.pair_id}",
        "intensity",
        say("map.fact.intensity", pair=definition.name),
        value,
        unit=word(UNITS, "1e8 CNY/km2"),
        year=int(row["numerator_year"]) if isinstance(row["numerator_year"], int) else None,
        qualifier=row["value_qualifier"] or "exact",
        confidence=row["confidence"],
        sources=cited(row["source_ids"]),
        digits=COMPUTED_DIGITS,
        note=paragraph([detail, *(definition.notes if value is not None else ())]),
    )


def _detail(definition: Pair, row: Row) -> Bilingual:
    """Return the sentence with the second unit, the share of the target and both figures."""
    shared = {
        "wan_per_mu": plain(row["value_wan_per_mu"], 4),
        "ratio": f"{row['ratio_to_target']:.0%}",
        "firmness": _firmness(row),
        "target": plain(TARGET_YI_PER_KM2),
    }
    if definition.printed:
        return say("map.fact.printed_detail", **shared)
    return say(
        "map.fact.intensity_detail",
        output=plain(row["numerator_value"], 6),
        output_year=row["numerator_year"],
        land=plain(row["denominator_value"], 6),
        land_year=row["denominator_year"],
        gap=row["year_gap"],
        **shared,
    )


def _firmness(row: Row) -> Bilingual:
    """Return the word before a figure that is not exact, such as "at least "."""
    if row["value_qualifier"] in {"", "exact"}:
        return Bilingual(en="", zh="")
    found = word(QUALIFIERS, row["value_qualifier"])
    return Bilingual(en=f"{found.en} ", zh=f"{found.zh} ")


def _joined(notes: list[Bilingual | None]) -> Bilingual | None:
    """Return the notes as one text, None of none."""
    found = [note for note in notes if note is not None]
    if not found:
        return None
    return Bilingual(en="; ".join(note.en for note in found), zh="；".join(note.zh for note in found))


@desk_cached(maxsize=1)
def _statistics() -> pd.DataFrame:
    """Return the statistics with the name of each indicator and its place in the vocabulary; never changed."""
    indicators = table("indicators")[["indicator_id", "name_zh", "name_en"]].reset_index(names="order")
    return desk_table("statistics").merge(indicators, on="indicator_id", how="left")
