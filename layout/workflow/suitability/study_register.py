"""The rules of a study by jurisdiction, with their texts: the shipped register, and the office's laid over it where it holds."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pandas as pd

from geodata.embedded import table
from geodata.errors import DataMissingError
from geodata.text import Bilingual
from layout.config.suitability_case import MOST_RULES, SuitabilityCase
from layout.entities.wording import say
from layout.errors import CaseError
from layout.rules.grid_register import RuleText, rule_text
from layout.rules.grid_rule import GridRule
from layout.rules.office_register import MUNICIPALITY, OfficeRow, RowTaken, lay_over, office_rows
from layout.rules.placed_rule import AT, Jurisdiction, Part, PlacedRule, parts_of
from layout.workflow.suitability.jurisdictions import jurisdictions, members

REGISTER_FILE = "(register)"


@dataclass(frozen=True, slots=True)
class NotEvaluated:
    """A rule that could not be evaluated, and why; with the rule where it would hold here."""

    text: RuleText
    reason: Bilingual
    mode: str = ""
    rule: GridRule | None = None


@dataclass(frozen=True, slots=True)
class StudyRules:
    """The rules of a study that hold somewhere in its area, and those that hold elsewhere only.

    Parameters
    ----------
    rules, texts
        One part after the other, and what is said of each.
    elsewhere
        Rules that hold in no part of the area.
    """

    rules: tuple[GridRule, ...]
    texts: tuple[RuleText, ...]
    elsewhere: tuple[NotEvaluated, ...]


def study_rules(
    case: SuitabilityCase, home: Path, *, outline: npt.NDArray[np.object_], crs: str, apart: bool
) -> StudyRules:
    """Return the rules of a case by jurisdiction, with what the register says of each.

    Parameters
    ----------
    case, home
        The case, and the folder that its paths start from.
    outline
        Polygons of the area.
    crs
        Their CRS.
    apart
        Whether the office's file comes from a stranger and is read in the sandbox.

    Raises
    ------
    DataMissingError, DataFormatError
        The office's file is not there, or is no table.
    CaseError
        One of its rows, or a rule's jurisdiction, is wrong; the line is named.
    """
    office = _office(case, home, apart=apart)
    stated = {rule.jurisdiction: rule.id for rule in case.rules if rule.jurisdiction is not None}
    _check_stated(stated)
    wanted = {*stated, *(row.jurisdiction for row in office)}
    places = jurisdictions(sorted(wanted), outline, crs=crs)
    registers = _Registers(case, office, places)
    rules: list[GridRule] = []
    texts: list[RuleText] = []
    elsewhere: list[NotEvaluated] = []
    for rule_id in dict.fromkeys(rule.id for rule in case.rules):
        group = [rule for rule in case.rules if rule.id == rule_id]
        parts = parts_of(group, registers.completed, places=places)
        told = [(part, registers.text(part)) for part in parts]
        holding = [(part, text) for part, text in told if text.taken is None or text.taken.applies]
        rules += [part.rule for part, _ in holding]
        texts += [text for _, text in holding]
        if not holding:
            elsewhere.append(registers.elsewhere(group, told))
    if len(rules) > MOST_RULES:
        raise CaseError(
            en=f"rules: {len(rules)} found once jurisdictions are told apart, at most {MOST_RULES} fit; drop some rules or rows.",
            zh=f"rules：按辖区分开后共 {len(rules)} 条，最多 {MOST_RULES} 条；请减少规则或规则库行。",
        )
    return StudyRules(tuple(rules), tuple(texts), tuple(elsewhere))


@dataclass(frozen=True, slots=True)
class _Registers:
    """The registers as they hold in each jurisdiction."""

    case: SuitabilityCase
    office: tuple[OfficeRow, ...]
    places: Mapping[str, Jurisdiction]

    @property
    def completed(self) -> tuple[OfficeRow, ...]:
        """Return the office's rows with the parameter and unit of the shipped row where they state none."""
        shipped = table("rules")
        known = zip(shipped["rule_id"], shipped["parameter"], shipped["unit"], strict=True)
        terms = {str(rule): {"parameter": parameter, "unit": unit} for rule, parameter, unit in known}
        return tuple(replace(row, cells={**terms.get(row.rule_id, {}), **row.cells}) for row in self.office)

    def text(self, part: Part) -> RuleText:
        """Return what is said of a part of a rule."""
        place = self.places.get(part.jurisdiction)
        base = part.rule.model_copy(update={"id": part.rule.id.partition(AT)[0]})
        text = rule_text(base, _laid(self.case, self.office, self._holding(part.jurisdiction)))
        limited = isinstance(part.rule, PlacedRule) and part.rule.within is not None
        holds = None if place is None else _holds(place, limited=limited)
        name = (
            say("suitability.jurisdiction.name", name=text.name, place=holds[0])
            if holds and limited
            else text.name
        )
        differs = text.differs
        if part.row is not None and part.stated is not None:
            differs = say(
                "suitability.jurisdiction.threshold",
                case=f"{part.stated:g}",
                place=part.jurisdiction,
                row=f"{_threshold(part):g}",
            )
        return replace(
            text,
            rule_id=part.rule.id,
            name=name,
            differs=differs,
            holds=None if holds is None else holds[1],
            taken=self._taken(text),
        )

    def _taken(self, text: RuleText) -> RowTaken | None:
        """Return the row that a text took; of the jurisdictions that do not apply, those that lie apart from the area."""
        if text.taken is None:
            return None
        apart = tuple(code for code in text.taken.not_applying if self.places[code].lies == "apart")
        return replace(text.taken, not_applying=apart if text.taken.applies else text.taken.not_applying)

    def elsewhere(self, group: Sequence[GridRule], told: Sequence[tuple[Part, RuleText]]) -> NotEvaluated:
        """Return a rule that holds in no part of the area."""
        if told:
            text = told[-1][1]
            where = () if text.taken is None else (text.taken.jurisdiction, *text.taken.not_applying)
        else:
            everywhere = _laid(self.case, self.office, tuple(self.places))
            text, where = rule_text(group[0], everywhere), tuple(str(rule.jurisdiction) for rule in group)
        reason = say("suitability.not_evaluated.jurisdiction", jurisdiction=", ".join(dict.fromkeys(where)))
        return NotEvaluated(text, reason, group[0].mode)

    def _holding(self, code: str) -> tuple[str, ...]:
        """Return the jurisdictions that hold all of a part of the area, narrowest first."""
        places = self.places
        own = places[code].members if code in places else None
        around = [
            place
            for place in places.values()
            if place.lies == "around" or (own is not None and code != MUNICIPALITY and own <= place.members)
        ]
        return tuple(place.code for place in sorted(around, key=lambda place: (place.size, place.code)))


def _holds(place: Jurisdiction, *, limited: bool) -> tuple[Bilingual, Bilingual]:
    """Return the name of a place as it shows, and the sentence that says where a rule of it holds."""
    whole = "whole" if place.whole_members else "plain"
    shown = say(f"suitability.jurisdiction.{whole}", place=place.name)
    kind = "limited" if limited else "area"
    return shown, say(f"suitability.jurisdiction.{kind}", place=shown, code=place.code)


def _threshold(part: Part) -> float:
    """Return the threshold of a part that its row has set."""
    test = part.rule.test
    if test.is_spatial:
        return test.radius_m
    return next(limit for limit in (test.ge, test.gt, test.le, test.lt) if limit is not None)


def _check_stated(stated: Mapping[str, str]) -> None:
    """Refuse a rule of a case that is limited to what is no district or zone with an outline."""
    for code, rule in stated.items():
        if code == MUNICIPALITY or not members().get(code):
            raise CaseError(
                en=f"rules.{rule}: jurisdiction {code} found, expected the code of a district or the id of a zone with member"
                " districts; leave it out for the whole area.",
                zh=f"rules.{rule}：jurisdiction 为 {code}；应为区县代码或有成员区县的板块编号，适用于整个范围时请勿填写。",
            )


def named_register(
    case: SuitabilityCase, home: Path, *, apart: bool, holding: Sequence[str] | None = None
) -> pd.DataFrame:
    """Return the register with the rows of jurisdictions taken to hold: of all, for names, before the area is known.

    Parameters
    ----------
    case, home, apart
        As for `study_rules`.
    holding
        The jurisdictions, narrowest first; without it all.

    Raises
    ------
    DataMissingError, DataFormatError, CaseError
        As `study_rules`.
    """
    rows = _office(case, home, apart=apart)
    codes = (row.jurisdiction for row in rows) if holding is None else holding
    return _laid(case, rows, tuple(dict.fromkeys(codes)))


def _laid(case: SuitabilityCase, rows: tuple[OfficeRow, ...], holding: tuple[str, ...]) -> pd.DataFrame:
    """Return the shipped register with rows laid over it."""
    shipped = table("rules")
    if case.office_register is None:
        return shipped
    return lay_over(shipped, rows, holding=holding, origin=case.office_register.path)


def _office(case: SuitabilityCase, home: Path, *, apart: bool) -> tuple[OfficeRow, ...]:
    """Return the rows of the office's file."""
    if case.office_register is None:
        return ()
    path = case.office_register.path
    try:
        raw = (home / path).read_bytes()
    except OSError as error:
        raise DataMissingError(
            en=f"register: file {path} cannot be read ({error.strerror}); give the path of a CSV or XLSX table.",
            zh=f"register：无法读取文件 {path}（{error.strerror}）；请给出 CSV 或 XLSX 表格的路径。",
        ) from error
    from geodata.read import read_cells, shared_sandbox  # noqa: PLC0415 - slow to load, and few cases have a register

    cells = read_cells(raw, Path(path).name, sandbox=shared_sandbox() if apart else None)
    return office_rows(cells.header, cells.rows, lines=cells.lines, origin=path, jurisdictions=members())
