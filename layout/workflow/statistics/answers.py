"""What a person decides when a table of figures is joined, as a TOML file that the page writes and the command reads.

    source = "重庆统计年鉴2024"          # required, unless a column of the table says it
    vintage = "38"                       # the units that districts were counted on: 38 or 37
    year = 2023                          # for headings without a year
    unit = "亿元"                        # for headings without a unit
    leave_unmatched = true               # rows about nothing that is known
    leave_unreadable = true              # cells that are no numbers

    [columns."产值"]
    indicator = "gross_output"           # or use = false
    unit = "万元"

    [matches]
    "潼南曲" = "500152"                  # a code, "park:<id>", "district:<adcode>", "zone:<id>" or "skip"
    "#14" = "skip"                       # one row by its number in the file

What is not answered stays a question.
"""

import tomllib
from collections.abc import Mapping
from typing import Annotated, Literal

import tomli_w
from pydantic import Field, ValidationError

from layout.entities.model import FrozenModel, Text
from layout.errors import OfficeTableError

SKIP = "skip"


class ColumnAnswer(FrozenModel):
    """What a column holds.

    Parameters
    ----------
    use
        Whether its figures are taken.
    indicator, unit, year, period
        As the vocabulary has them; None keeps what the heading says.
    """

    use: bool = True
    indicator: Text | None = None
    unit: Text | None = None
    year: Annotated[int, Field(ge=1949, le=2100)] | None = None
    period: Text | None = None


class Answers(FrozenModel):
    """What a person has decided about a table; see the head of this file."""

    source: str = ""
    vintage: Literal["", "37", "38"] = ""
    year: Annotated[int, Field(ge=1949, le=2100)] | None = None
    unit: str = ""
    leave_unmatched: bool = False
    leave_unreadable: bool = False
    columns: Mapping[str, ColumnAnswer] = Field(default_factory=dict)
    matches: Mapping[str, str] = Field(default_factory=dict)


def read_answers(text: str, *, origin: str) -> Answers:
    """Return the answers in a TOML file.

    Parameters
    ----------
    text, origin
        The file's text, and its name for messages.

    Raises
    ------
    OfficeTableError
        It is no TOML, or holds a key or value that answers do not have.
    """
    try:
        return Answers.model_validate(tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        raise OfficeTableError(
            en=f"{origin}: not a TOML file ({error}); correct it there",
            zh=f"{origin}：不是有效的 TOML 文件（{error}），请更正",
        ) from error
    except ValidationError as error:
        found = error.errors()[0]
        place = ".".join(map(str, found["loc"]))
        raise OfficeTableError(
            en=f"{origin}: {place}: {found['msg']}; see the head of a file of answers that the page offers",
            zh=f"{origin}：{place} 的取值不符合要求（{found['msg']}）；可参照页面下载的答案文件",
        ) from error


def dump_answers(answers: Answers) -> str:
    """Return the answers as TOML; what was not decided is left out."""
    return tomli_w.dumps(answers.model_dump(exclude_defaults=True, exclude_none=True, mode="json"))
