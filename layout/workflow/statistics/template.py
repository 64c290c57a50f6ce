"""The workbook in which an office types its figures: a sheet of parks, a sheet of districts, the indicators, a guide.

Every heading names indicator, year and unit, every row its code, source and units: it comes back without a question.
"""

from collections.abc import Iterable, Sequence
from typing import Final

from geodata.embedded import table
from geodata.text import Language
from geodata.write.tables import column_width
from geodata.write.workbook import workbook_bytes
from layout.errors import OfficeTableError
from layout.i18n import translate
from layout.workflow.desk.tables import desk_table
from layout.workflow.statistics.headings import FULL_YEAR, known_indicators

PARKS_SHEET: Final = "园区 parks"
DISTRICTS_SHEET: Final = "区县 districts"
INDICATORS_SHEET: Final = "指标 indicators"
GUIDE_SHEET: Final = "说明 guide"
DATA_SHEETS: Final = (PARKS_SHEET, DISTRICTS_SHEET)
DEFAULT_INDICATORS: Final = (
    "gross_output",
    "value_added",
    "tax",
    "fixed_asset_investment",
    "industrial_land_km2",
    "built_up_km2",
)
LEADING: Final = ("代码 code", "名称 name", "来源 source", "统计区划 vintage")
GUIDE_LINES: Final = ("figures", "blank", "source", "vintage", "headings", "rows", "back")
_UNIT_WORDS: Final = {
    "1e8 CNY": "亿元",
    "1e8 CNY/km2": "亿元/km2",
    "1e4 CNY/mu": "万元/亩",
    "persons": "人",
}
_FIRST_YEAR, _LAST_YEAR = 1949, 2100


def template_workbook(
    indicators: Sequence[str] = DEFAULT_INDICATORS,
    years: Sequence[int] = (),
    *,
    language: Language,
    source: str = "",
    vintage: str = "38",
) -> bytes:
    """Return the workbook (XLSX).

    Parameters
    ----------
    indicators, years
        The columns: each indicator for each year.
    language
        Language of names and headings; the guide has both.
    source, vintage
        Filled into every row: where the figures come from, and the units that districts are counted on.

    Raises
    ------
    OfficeTableError
        An indicator is not in the vocabulary, a year is none, or the vintage is neither 37 nor 38.
    """
    _check(indicators, years, vintage)
    headings = [heading_of(name, year, language=language) for name in indicators for year in years]
    blank = [None] * len(headings)
    parks, districts = desk_table("parks"), _units(vintage, language)
    rows = {
        PARKS_SHEET: [
            [row["park_id"], row[f"name_{language}"], source or None, int(vintage), *blank]
            for row in parks.to_dict("records")
        ],
        DISTRICTS_SHEET: [[code, name, source or None, int(vintage), *blank] for code, name in districts],
    }
    sheets: dict[str, tuple[Sequence[str], Iterable[Sequence[object]]]] = {
        name: ((*LEADING, *headings), rows[name]) for name in DATA_SHEETS
    }
    words = table("indicators")
    columns = [name for name in words.columns if name != "additive"]
    sheets[INDICATORS_SHEET] = (columns, words[columns].to_numpy().tolist())
    sheets[GUIDE_SHEET] = (("中文", "English"), [[_line(one, "zh"), _line(one, "en")] for one in GUIDE_LINES])
    widths = {name: [column_width([heading]) for heading in header] for name, (header, _) in sheets.items()}
    return workbook_bytes(sheets, widths=widths)


def heading_of(indicator_id: str, year: int, *, language: Language, period: str = FULL_YEAR) -> str:
    """Return the heading of a column of figures, which says everything that an import needs.

    Parameters
    ----------
    indicator_id, year, period
        What the figures are.
    language
        Language of the name.

    Examples
    --------
    >>> heading_of("value_added", 2024, language="zh")
    '工业增加值 [value_added] 2024年 (亿元)'
    """
    row = table("indicators").set_index("indicator_id").loc[indicator_id]
    unit = _UNIT_WORDS.get(str(row["unit"]), str(row["unit"])) if language == "zh" else str(row["unit"])
    when = f"{year}年" if language == "zh" else str(year)
    part = "" if period == FULL_YEAR else f" {period}"
    return f"{row[f'name_{language}']} [{indicator_id}] {when}{part} ({unit})"


def _units(vintage: str, language: Language) -> list[tuple[str, str]]:
    """Return code and name of the districts of a vintage, and of the city."""
    rows = table("districts").to_dict("records")
    units = [(str(row["adcode"]), str(row[f"name_{language}"])) for row in rows]
    if vintage == "37":
        new = {"zh": "两江新区", "en": "Liangjiang New Area"}[language]
        units = [(code, new if code == "500105" else name) for code, name in units if code != "500112"]
    return [*units, ("500000", {"zh": "重庆市", "en": "Chongqing"}[language])]


def _line(name: str, language: Language) -> str:
    """Return one line of the guide."""
    return translate(f"join.guide.{name}", language)


def _check(indicators: Sequence[str], years: Sequence[int], vintage: str) -> None:
    """Refuse columns that no figure can stand in."""
    known = known_indicators()
    strange = [name for name in indicators if name not in known]
    if strange or not indicators:
        found = repr(strange[0]) if strange else "-"
        raise OfficeTableError(
            en=f"Template: indicator {found} found, expected some of {', '.join(known)}",
            zh=f"模板：指标 {found} 无法识别；应为 {'、'.join(known)}",
        )
    if not years or not all(_FIRST_YEAR <= year <= _LAST_YEAR for year in years):
        raise OfficeTableError(
            en=f"Template: years {list(years)} found, expected one or more between {_FIRST_YEAR} and {_LAST_YEAR}",
            zh=f"模板：年份 {list(years)} 无效；应为 {_FIRST_YEAR} 至 {_LAST_YEAR} 之间的一个或多个年份",
        )
    if vintage not in {"37", "38"}:
        raise OfficeTableError(
            en=f"Template: vintage {vintage!r} found, expected 38 or 37",
            zh=f"模板：统计区划 {vintage!r} 无效；应为 38 或 37",
        )
