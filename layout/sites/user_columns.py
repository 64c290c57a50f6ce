"""The columns of the office's own sites and parks: which names are understood, and what their cells may hold.

A layer comes with the names that its makers gave. Each field below is known by several of them, in both languages;
a unit is always part of the name. What is not understood is kept out and told, never guessed.
"""

import math
import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal

import pandas as pd

from geodata.quality.numbers_in_text import is_missing, number
from geodata.units import HA_PER_KM2, MU_PER_HA
from layout.errors import OwnSiteError

Kind = Literal["text", "number", "list"]


@dataclass(frozen=True, slots=True)
class Field:
    """One thing that a column may say.

    Parameters
    ----------
    name
        What it is called here.
    kind
        A text, a number that is not negative, or a list of words.
    names
        The names of columns that are understood, beside its own.
    factors
        For a number: names that carry another unit, and what one of theirs is in ours.
    """

    name: str
    kind: Kind
    names: tuple[str, ...] = ()
    factors: Mapping[str, float] | None = None

    def factor(self, column: str) -> float | None:
        """Return what a figure in `column` is multiplied with; None where the column is not this field."""
        key = plain_name(column)
        if key in {plain_name(name) for name in (self.name, *self.names)}:
            return 1.0
        others = {plain_name(name): value for name, value in (self.factors or {}).items()}
        return others.get(key)


_HA_PER_MU: Final = 1.0 / MU_PER_HA

FIELDS: Final[tuple[Field, ...]] = (
    Field("site_id", "text", ("id", "编号", "地块编号", "宗地编号", "地块代码")),
    Field("name_zh", "text", ("name", "名称", "地块名称", "地块", "宗地名称", "候选地", "园区名称")),
    Field("name_en", "text", ("英文名", "英文名称")),
    Field("level", "text", ("级别", "园区级别")),
    Field(
        "land_ha",
        "number",
        ("area_ha", "面积_公顷", "面积(公顷)", "用地面积(公顷)"),
        {"land_mu": _HA_PER_MU, "area_mu": _HA_PER_MU, "面积_亩": _HA_PER_MU, "面积(亩)": _HA_PER_MU}
        | {"用地面积(亩)": _HA_PER_MU, "area_km2": HA_PER_KM2, "面积(平方公里)": HA_PER_KM2},
    ),
    Field(
        "free_land_ha",
        "number",
        ("可供地_公顷", "可供地(公顷)", "可供地面积(公顷)", "可用地(公顷)"),
        {
            "free_land_mu": _HA_PER_MU,
            "可供地_亩": _HA_PER_MU,
            "可供地(亩)": _HA_PER_MU,
            "可供地面积(亩)": _HA_PER_MU,
        },
    ),
    Field("approved_area_ha", "number", ("批准面积_公顷", "批准面积(公顷)", "核准面积(公顷)")),
    Field("cluster_ids", "list", ("clusters", "产业集群", "集群")),
    Field("leading_industries_zh", "list", ("leading_industries", "主导产业")),
    Field("leading_industries_en", "list"),
    Field("host_park_id", "text", ("host_park", "park_id", "所属园区", "所在园区")),
    Field("zone_ids", "list", ("布局板块", "板块")),
    Field(
        "position_precision_m",
        "number",
        ("precision_m", "位置精度_米", "位置精度(米)", "定位精度(米)"),
    ),
    Field("catalogue_code", "text", ("目录代码", "园区代码", "代码")),
    Field("note", "text", ("备注", "说明")),
)
"""What the columns of the office's sites and parks may say; areas in hectares, precision in metres."""

LEVEL_WORDS: Final = {"国家级": "national", "市级": "municipal", "省级": "municipal"}
_SEPARATORS: Final = re.compile(r"[;；,，、|]")
_SHOWN: Final = 40
_SAMPLE: Final = 6


def plain_name(column: object) -> str:
    """Return the name of a column without case, blanks and full-width letters."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", str(column))).casefold()


def accepted_names(field: str) -> tuple[str, ...]:
    """Return every column name by which a field is known, its own first.

    Parameters
    ----------
    field
        A name of `FIELDS`.
    """
    found = next(item for item in FIELDS if item.name == field)
    return (found.name, *found.names, *(found.factors or {}))


def read_fields(frame: pd.DataFrame, *, origin: str) -> tuple[pd.DataFrame, tuple[str, ...]]:
    """Return what the columns of a layer say, field by field, and the columns that say nothing known.

    Parameters
    ----------
    frame
        Attributes as they were read, without geometry; its index holds the numbers of the rows in the file.
    origin
        Name of the file in messages.

    Returns
    -------
    tuple of pandas.DataFrame and tuple of str
        One column for each of `FIELDS`, same index: text "" , number NaN and list () where nothing is said.

    Raises
    ------
    OwnSiteError
        Two columns mean the same field, or a cell does not hold what its column promises.
    """
    columns: dict[str, pd.Series] = {}
    used: set[str] = set()
    for field in FIELDS:
        named = [(str(name), factor) for name in frame.columns if (factor := field.factor(name)) is not None]
        if len(named) > 1:
            raise _twice(field.name, [name for name, _ in named], origin)
        used.update(name for name, _ in named)
        columns[field.name] = _cells(frame, field, named, origin)
    ignored = tuple(str(name) for name in frame.columns if str(name) not in used)
    return pd.DataFrame(columns, index=frame.index), ignored


def require_known(
    fields: pd.Series, known: Iterable[str], *, what: str, origin: str, names: Mapping[str, str] | None = None
) -> pd.Series:
    """Return ids in place of ids or names; a cell that is neither is refused with its row.

    Parameters
    ----------
    fields
        Texts or tuples of texts, by row number; "" and () pass.
    known
        The ids.
    what
        The field, for the message.
    origin
        Name of the file.
    names
        Names that stand for an id.

    Raises
    ------
    OwnSiteError
        A word is neither an id nor a name.
    """
    ids = {item: item for item in known}
    words = {plain_name(key): value for key, value in {**(names or {}), **ids}.items()}
    found = []
    for row, cell in fields.items():
        parts = cell if isinstance(cell, tuple) else ((cell,) if cell else ())
        unknown = [part for part in parts if plain_name(part) not in words]
        if unknown:
            raise _refused(what, row, unknown[0], (sorted(ids), accepted_names(what)), origin)
        meant = tuple(dict.fromkeys(words[plain_name(part)] for part in parts))
        found.append(meant if isinstance(cell, tuple) else next(iter(meant), ""))
    return pd.Series(found, index=fields.index, dtype=object)


def _cells(frame: pd.DataFrame, field: Field, named: Sequence[tuple[str, float]], origin: str) -> pd.Series:
    """Return the cells of one field."""
    kind = "float64" if field.kind == "number" else object
    if not named:
        nothing: object = {"number": math.nan, "list": (), "text": ""}[field.kind]
        return pd.Series([nothing] * len(frame), index=frame.index, dtype=kind)
    column, factor = named[0]
    if field.kind == "number":
        place = (field.name, column, origin)
        figures = [_number(cell, factor, row, place) for row, cell in frame[column].items()]
        return pd.Series(figures, index=frame.index, dtype=kind)
    read: Callable[[object], object] = _words if field.kind == "list" else _text
    return pd.Series([read(cell) for cell in frame[column]], index=frame.index, dtype=kind)


def _text(cell: object) -> str:
    """Return a text without the blanks around it."""
    return "" if _blank(cell) else str(cell).strip()


def _blank(cell: object) -> bool:
    """Return whether a cell says nothing."""
    return is_missing(cell) or (isinstance(cell, float) and math.isnan(cell)) or cell is pd.NA


def _words(cell: object) -> tuple[str, ...]:
    """Return the words of a list that is written in one cell."""
    if _blank(cell):
        return ()
    parts = cell if isinstance(cell, list | tuple) else _SEPARATORS.split(str(cell))
    return tuple(dict.fromkeys(word for part in parts if (word := str(part).strip())))


def _number(cell: object, factor: float, row: object, place: tuple[str, str, str]) -> float:
    """Return the figure in a cell, NaN where it is blank."""
    if _blank(cell):
        return math.nan
    figure = number(cell)
    if figure is None or not math.isfinite(figure) or figure < 0:
        name, column, origin = place
        raise OwnSiteError(
            en=f"{origin}: row {row}, column {column[:_SHOWN]}: found {str(cell)[:_SHOWN]!r}, expected a number of 0 or more"
            f" ({name}); mend the cell or leave it blank.",
            zh=f"{origin}：第 {row} 行，列 {column[:_SHOWN]}：现为 {str(cell)[:_SHOWN]!r}，应为不小于 0 的数值（{name}）；"
            "请更正，或留空表示未知。",
        )
    return figure * factor


def _twice(field: str, columns: Sequence[str], origin: str) -> OwnSiteError:
    """Return the error for two columns that mean one field."""
    listed = ", ".join(name[:_SHOWN] for name in columns)
    return OwnSiteError(
        en=f"{origin}: columns {listed} all mean {field}; keep one of them.",
        zh=f"{origin}：列 {listed} 均表示 {field}；请只保留其中一列。",
    )


def _refused(
    what: str, row: object, found: str, expected: tuple[Sequence[str], Sequence[str]], origin: str
) -> OwnSiteError:
    """Return the error for a word that is not known."""
    known, columns = expected
    some = ", ".join(known[:_SAMPLE]) + (" …" if len(known) > _SAMPLE else "")
    return OwnSiteError(
        en=f"{origin}: row {row}, {what} (columns {', '.join(columns[:3])}): {found[:_SHOWN]!r} is not known; expected an id or"
        f" its name, such as {some}.",
        zh=f"{origin}：第 {row} 行，{what}（列名 {'、'.join(columns[:3])}）：没有 {found[:_SHOWN]!r}；应为编号或名称，例如 {some}。",
    )
