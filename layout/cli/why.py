"""`cqlayout why`: which rules take a place, with document and article, and how far it is to one that complies."""

import math
from collections.abc import Iterator
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypedDict, Unpack

import click

from geodata.text import Language
from layout.cli.desk_option import layers_option, named_desk
from layout.cli.speech import SpokenCommand, SpokenOption
from layout.errors import CaseError
from layout.i18n import translate

if TYPE_CHECKING:
    from layout.workflow.suitability.why import Answer, RuleAnswer
    from layout.workflow.suitability.why_area import AreaAnswer


def command(language: Language) -> SpokenCommand:
    """Return the command with its help in `language`."""
    return SpokenCommand(
        "why",
        language,
        callback=partial(why, language=language),
        params=[
            click.Argument(
                ["lon"], type=float, required=False, metavar="LON", help=translate("cli.why.lon", language)
            ),
            click.Argument(
                ["lat"], type=float, required=False, metavar="LAT", help=translate("cli.why.lat", language)
            ),
            SpokenOption(["--area"], metavar="FILE", help=translate("cli.why.area", language)),
            SpokenOption(
                ["--case"], required=True, metavar="CASE", help=translate("cli.suitability.case", language)
            ),
            SpokenOption(["--json", "as_json"], is_flag=True, help=translate("cli.why.json", language)),
            layers_option(language),
        ],
        example="cqlayout why 106.63 29.72 --case cases/suitability/template.toml --json",
    )


class Place(TypedDict):
    """What is asked about.

    Parameters
    ----------
    lon, lat
        Degrees in WGS84.
    area
        A file of polygons, in place of a place.
    """

    lon: float | None
    lat: float | None
    area: str | None


def why(
    *, case: str, as_json: bool, workspace: str | None, language: Language, **place: Unpack[Place]
) -> None:
    """Print what the rules and criteria of a case say of a place or of an area.

    Parameters
    ----------
    case
        Path of a suitability case.
    as_json
        Whether to print JSON.
    workspace
        Folder of the workspace whose layers the case names; that in use when None.
    language
        Language of what is printed; JSON carries both.
    place
        What is asked about.

    Raises
    ------
    CaseError, GeodataError
        The case or one of its files cannot be used, or the place lies outside its grid; neither a place nor an area is named.
    """
    from geodata.write.manifest import to_json_bytes  # noqa: PLC0415 - `--help` stays fast
    from layout.config.suitability_toml import load_suitability_case  # noqa: PLC0415 - as above
    from layout.workflow.suitability.study import open_study  # noqa: PLC0415 - as above
    from layout.workflow.suitability.why import why as ask  # noqa: PLC0415 - as above
    from layout.workflow.suitability.why_area import why_area_file  # noqa: PLC0415 - as above

    lon, lat, area = place["lon"], place["lat"], place["area"]
    if area is None and (lon is None or lat is None):
        raise CaseError(
            en="why: neither a place nor an area found; give LON and LAT, or --area FILE.",
            zh="why：未给出位置或区域；请给出经度和纬度，或 --area 文件。",
        )
    path = Path(case)
    with named_desk(workspace):
        study = open_study(load_suitability_case(path), path.resolve().parent)
    try:
        if area is not None:
            found = why_area_file(study, area)
            record, lines = area_record(found), area_lines(found, language)
        else:
            answer = ask(study, lon=lon or 0.0, lat=lat or 0.0)
            record, lines = as_record(answer), answer_lines(answer, language)
    finally:
        study.close()
    if as_json:
        click.echo(to_json_bytes(record).decode(), nl=False)
        return
    for line in lines:
        click.echo(line)


def area_record(found: "AreaAnswer") -> dict[str, Any]:
    """Return the answer for an area as plain values for JSON."""
    record: dict[str, Any] = {
        "area_ha": found.area_ha,
        "excluded_ha": found.excluded_ha,
        "available_ha": found.available_ha,
        "undecided_ha": found.undecided_ha,
        "mean_score": found.mean_score,
        "rules": found.waterfall.to_dict("records"),
        "criteria": found.criteria,
    }
    return record


def area_lines(found: "AreaAnswer", language: Language) -> Iterator[str]:
    """Yield the answer for an area as lines of text."""
    known = not math.isnan(found.mean_score)
    yield translate(
        "cli.why.area_total",
        language,
        area=f"{found.area_ha:,.2f}",
        excluded=f"{found.excluded_ha:,.2f}",
        available=f"{found.available_ha:,.2f}",
        undecided=f"{found.undecided_ha:,.2f}",
        score=f"{found.mean_score:.4f}" if known else translate("domain.no_data", language),
    )
    rules = found.waterfall[found.waterfall["evaluated"] & found.waterfall["mode"].notna()]
    for rule in rules.to_dict("records"):
        numbers = {name: f"{rule[f'{name}_ha']:,.2f}" for name in ("in_order", "alone", "marginal")}
        yield translate("cli.why.area_rule", language, name=rule[f"name_{language}"], **numbers)
    for name, value in found.criteria.items():
        yield translate("cli.why.area_criterion", language, name=name, value=f"{value:.3f}")


def as_record(answer: "Answer") -> dict[str, Any]:
    """Return an answer as plain values for JSON."""
    return {
        "lon": answer.lon,
        "lat": answer.lat,
        "state": answer.state,
        "excluded": answer.state == "excluded",
        "score": answer.score,
        "rules": [_rule_record(rule) for rule in answer.rules],
        "criteria": list(answer.criteria),
        "search_radius_m": answer.search_radius_m,
    }


def _rule_record(rule: "RuleAnswer") -> dict[str, Any]:
    """Return one rule as plain values."""
    return {
        "id": rule.text.rule_id,
        "name": rule.text.name,
        "document": rule.text.document,
        "article": rule.text.article,
        "year": rule.text.year,
        "register": None if rule.text.taken is None else asdict(rule.text.taken),
        "mode": rule.mode,
        "state": rule.state,
        "excludes": rule.state == "takes",
        "found": rule.found,
        "limit": rule.limit,
        "unit": rule.unit,
        "shortfall": rule.shortfall,
        "distance_to_compliance_m": rule.distance_to_compliance_m,
        "reason": rule.reason,
    }


def answer_lines(answer: "Answer", language: Language) -> Iterator[str]:
    """Yield an answer as lines of text."""
    score = translate("domain.no_data", language) if answer.score is None else f"{answer.score:.4f}"
    yield translate(f"cli.why.state.{answer.state}", language, lon=answer.lon, lat=answer.lat, score=score)
    for rule in answer.rules:
        source = " ".join(part for part in (rule.text.document, rule.text.article) if part)
        known = rule.found is not None and rule.limit is not None
        numbers = f" {rule.found:.1f} / {rule.limit:g} {rule.unit}".rstrip() if known else ""
        far = rule.distance_to_compliance_m
        yield translate(
            f"cli.why.rule.{rule.state}",
            language,
            name=rule.text.name.pick(language),
            source=source or "-",
            numbers=numbers,
            reason="" if rule.reason is None else rule.reason.pick(language),
            distance="–" if far is None else f"{far:,.0f} m",
        )
    for item in answer.criteria:
        if item["value"] is not None:
            far = item["beyond_m"]
            yield translate(
                "cli.why.criterion",
                language,
                name=item["name"].pick(language),
                raw=f"{item['raw']:.1f} {item['unit']}".rstrip()
                if far is None
                else translate("suitpage.why.beyond", language, radius=f"{far:,.0f}"),
                value=f"{item['value']:.3f}",
                contribution=f"{item['contribution']:.3f}",
            )
