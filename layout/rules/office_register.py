"""The office's own rows of the register, laid over the shipped ones by jurisdiction."""

import difflib
import math
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, Literal

import pandas as pd

from layout.errors import CaseError

MUNICIPALITY: Final = "500000"
KEYS: Final = ("rule_id", "jurisdiction")
LENT: Final = (
    "name_zh",
    "name_en",
    "kind",
    "applies_to",
    "parameter",
    "operator",
    "value",
    "unit",
    "document",
    "article",
    "year",
    "url",
    "confidence",
    "note",
)
"""Columns of a row that an office may state; one left empty keeps what the shipped row of that id says."""
_NOT_READ: Final = ("source_id", "source_ids", "data_licence", "data_attribution", "data_vintage")
_NUMBERS: Final = ("value", "year")
_LISTS: Final = ("applies_to",)


@dataclass(frozen=True, slots=True)
class OfficeRow:
    """One row of an office's register.

    Parameters
    ----------
    rule_id, jurisdiction
        Which rule, and where the row holds.
    line
        Line of the file.
    cells
        What it states, by column; numbers as numbers.
    """

    rule_id: str
    jurisdiction: str
    line: int
    cells: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class RowTaken:
    """Where what is said of a rule comes from.

    Parameters
    ----------
    register
        `shipped` or `office`.
    jurisdiction
        Where the row holds.
    line
        Line of the office's file, None for a shipped row.
    changes
        What the office changes: column, then what the shipped row says (None without one) and what the office says.
    applies
        Whether the jurisdiction holds the area of the study.
    not_applying
        Jurisdictions of the office's other rows of the rule, which do not hold the area.
    """

    register: Literal["shipped", "office"]
    jurisdiction: str = MUNICIPALITY
    line: int | None = None
    changes: Mapping[str, tuple[Any, Any]] = field(default_factory=dict)
    applies: bool = True
    not_applying: tuple[str, ...] = ()


def office_rows(
    header: Sequence[str],
    rows: Sequence[Sequence[str]],
    *,
    lines: Sequence[int],
    origin: str,
    jurisdictions: Collection[str],
) -> tuple[OfficeRow, ...]:
    """Return the rows of an office's register, checked.

    Parameters
    ----------
    header, rows, lines
        Cells as text, and the line of each row.
    origin
        Name of the file in messages.
    jurisdictions
        Codes that a row may name.

    Raises
    ------
    CaseError
        A column is missing or unknown, a jurisdiction is none, a number is no number, or a pair of keys stands twice.
    """
    _check_header(header, origin)
    found: list[OfficeRow] = []
    for line, row in zip(lines, rows, strict=True):
        cells = dict(zip(header, (cell.strip() for cell in row), strict=True))
        rule, where = cells["rule_id"], cells["jurisdiction"]
        if not rule or where not in jurisdictions:
            raise _wrong(
                origin,
                line,
                (
                    f"rule_id {rule or '-'}, jurisdiction {where or '-'} found, expected an id and {MUNICIPALITY}, a district or a zone",
                    f"rule_id 为 {rule or '-'}、jurisdiction 为 {where or '-'}；应为规则编号，以及 {MUNICIPALITY}、区县代码或功能区编号",
                ),
            )
        if any((one.rule_id, one.jurisdiction) == (rule, where) for one in found):
            raise _wrong(
                origin,
                line,
                (f"{rule} for {where} stands twice, expected once", f"{rule}（{where}）重复，应只出现一次"),
            )
        stated = {name: cells[name] for name in LENT if cells.get(name)}
        found.append(
            OfficeRow(
                rule, where, line, {name: _value(name, text, origin, line) for name, text in stated.items()}
            )
        )
    return tuple(found)


def lay_over(
    shipped: pd.DataFrame, office: Sequence[OfficeRow], *, holding: Sequence[str], origin: str
) -> pd.DataFrame:
    """Return the register with one row a rule: the office's of the narrowest jurisdiction that holds the area, else the shipped.

    Parameters
    ----------
    shipped
        The shipped table of rules; it holds for the municipality.
    office
        The office's rows.
    holding
        Jurisdictions that hold the area, narrowest first.
    origin
        Name of the office's file in messages.

    Returns
    -------
    pandas.DataFrame
        The shipped columns, and `taken`, a `RowTaken` each. A rule that only the office has, and not for the area, has
        a row with `applies` false.

    Raises
    ------
    CaseError
        A rule that only the office has lacks a name.
    """
    known: dict[str, dict[str, Any]] = {
        str(row["rule_id"]): {str(key): value for key, value in row.items()}
        for row in shipped.to_dict("records")
    }
    result = {rule: row | {"taken": RowTaken("shipped")} for rule, row in known.items()}
    for rule in dict.fromkeys(row.rule_id for row in office):
        own = [row for row in office if row.rule_id == rule]
        fitting = sorted(
            (row for row in own if row.jurisdiction in holding),
            key=lambda row: holding.index(row.jurisdiction),
        )
        others = tuple(row.jurisdiction for row in own if row.jurisdiction not in holding)
        base = known.get(rule)
        if not fitting and base is not None:
            result[rule] = base | {"taken": RowTaken("shipped", not_applying=others)}
            continue
        row = (fitting or own)[0]
        if base is None and not {"name_en", "name_zh"} <= set(row.cells):
            raise _wrong(
                origin,
                row.line,
                (
                    f"{rule} is no shipped rule and has no name_en and name_zh; fill both in",
                    f"{rule} 不是内置规则，且缺少 name_en 与 name_zh；请补全",
                ),
            )
        taken = RowTaken("office", row.jurisdiction, row.line, _changes(base, row), bool(fitting), others)
        blank: dict[str, Any] = {"rule_id": rule, **dict.fromkeys(LENT, ""), "value": math.nan, "year": None}
        result[rule] = (base or blank) | dict(row.cells) | {"taken": taken}
    return pd.DataFrame(list(result.values()), dtype=object)


def _changes(base: Mapping[str, Any] | None, row: OfficeRow) -> dict[str, tuple[Any, Any]]:
    """Return the cells in which an office's row differs from the shipped one."""
    changes = {}
    for name, value in row.cells.items():
        before = None if base is None else base.get(name)
        if isinstance(before, tuple):
            before = ";".join(before)
        before = None if before is None or pd.isna(before) or before == "" else before
        after = ";".join(value) if isinstance(value, tuple) else value
        if before != after:
            changes[name] = (before, after)
    return changes


def _check_header(header: Sequence[str], origin: str) -> None:
    """Refuse a table without its keys, or with a column that nobody reads."""
    missing = [name for name in KEYS if name not in header]
    if missing:
        raise _wrong(
            origin,
            1,
            (
                f"no column {', '.join(missing)}; add it (columns as `cqlayout export rules`, and jurisdiction)",
                f"缺少列 {'、'.join(missing)}；请补充（列同 cqlayout export rules，另加 jurisdiction）",
            ),
        )
    for name in header:
        if name not in (*KEYS, *LENT, *_NOT_READ):
            near = difflib.get_close_matches(name, (*KEYS, *LENT), n=1)
            meant = (f"did you mean {near[0]}?", f"是否应为 {near[0]}？") if near else ("remove it", "请删除")
            raise _wrong(origin, 1, (f"column {name} is not known; {meant[0]}", f"未知列 {name}；{meant[1]}"))


def _value(name: str, text: str, origin: str, line: int) -> Any:  # noqa: ANN401 - text, number or list by column
    """Return a cell as what its column holds."""
    if name in _LISTS:
        return tuple(part.strip() for part in text.split(";"))
    if name not in _NUMBERS:
        return text
    try:
        number = float(text)
    except ValueError:
        number = math.nan
    if not math.isfinite(number) or (name == "year" and not number.is_integer()):
        raise _wrong(origin, line, (f"{name} {text} found, expected a number", f"{name} 为 {text}，应为数值"))
    return int(number) if name == "year" else number


def _wrong(origin: str, line: int, said: tuple[str, str]) -> CaseError:
    """Return the error for a line of the file."""
    return CaseError(
        en=f"{origin}, line {line}: {said[0].rstrip('?.')}{'?' if said[0].endswith('?') else '.'}",
        zh=f"{origin} 第 {line} 行：{said[1].rstrip('？')}{'？' if said[1].endswith('？') else '。'}",
    )
