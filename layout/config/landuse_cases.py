"""Case files of land use: scenarios, a project to be checked, grading rules; one TOML each, `kind` says which."""

import tomllib
from pathlib import Path
from typing import Annotated, Any, Final, Literal, TypeVar

import tomli_w
from pydantic import Field, ValidationError

from layout.config.explain import explain_validation
from layout.entities.model import FrozenModel, Words
from layout.errors import CaseError
from layout.landuse.check import ProjectBrief
from layout.landuse.grading import GradingRule
from layout.landuse.scenario import Scenario

Positive = Annotated[float, Field(gt=0, allow_inf_nan=False)]


class LandUseCase(FrozenModel):
    """What every case file of land use states.

    Parameters
    ----------
    schema_version
        Version of these models.
    illustrative
        Whether the figures are invented examples; shown with every result.
    note
        What the reader must know of the case.
    """

    schema_version: Literal[1]
    illustrative: bool
    note: Words


class ScenarioCase(LandUseCase):
    """Paths to the year of the target.

    Parameters
    ----------
    target_yi_per_km2
        亿元/km².
    scenarios
        At least one.
    """

    kind: Literal["scenario"]
    target_yi_per_km2: Positive
    scenarios: Annotated[tuple[Scenario, ...], Field(min_length=1, strict=False)]


class ProjectCase(LandUseCase):
    """A project against control indicators.

    Parameters
    ----------
    target_yi_per_km2
        亿元/km², for the land that the project may claim.
    project
        The brief.
    """

    kind: Literal["project"]
    target_yi_per_km2: Positive
    project: ProjectBrief


class GradingCase(LandUseCase):
    """Rules for grading.

    Parameters
    ----------
    rule
        Indicators with weights, grades.
    """

    kind: Literal["grading"]
    rule: GradingRule


Model = TypeVar("Model", ScenarioCase, ProjectCase, GradingCase)

_KINDS: Final[dict[type[LandUseCase], str]] = {
    ScenarioCase: "scenario",
    ProjectCase: "project",
    GradingCase: "grading",
}


def parse_landuse_case(text: str, model: type[Model], *, origin: str) -> Model:
    """Return the case written in TOML text.

    Parameters
    ----------
    text
        The file.
    model
        ScenarioCase, ProjectCase or GradingCase.
    origin
        Name of the file, for messages.

    Raises
    ------
    CaseError, UnknownKeyError
        The text is not TOML, is a case of another kind, or cannot be run as written: one line, key and expectation.
    """
    try:
        data = tomllib.loads(text.removeprefix("\ufeff"))
    except tomllib.TOMLDecodeError as error:
        raise CaseError(
            en=f"{origin}: not valid TOML, {error}; mend the line named.",
            zh=f"{origin}：不是有效的 TOML（{error}）；请修正所指的行。",
        ) from error
    return landuse_case_of(data, model, origin=origin)


def landuse_case_of(data: dict[str, Any], model: type[Model], *, origin: str) -> Model:
    """Return the case that plain values describe; raises as `parse_landuse_case`.

    Parameters
    ----------
    data
        The tables of a case file as plain values.
    model, origin
        As for `parse_landuse_case`.
    """
    wanted = _KINDS[model]
    if data.get("kind") != wanted:
        raise CaseError(
            en=f"{origin}: kind = {data.get('kind')!r}, expected {wanted!r}; give a {wanted} case.",
            zh=f"{origin}：kind = {data.get('kind')!r}，应为 {wanted!r}；请使用相应类型的案例文件。",
        )
    try:
        return model.model_validate(data)
    except ValidationError as error:
        raise explain_validation(error, origin=origin, model=model) from error


def load_landuse_case(path: str | Path, model: type[Model]) -> Model:
    """Return the case in a TOML file; raises as `parse_landuse_case`, and CaseError where it cannot be read."""
    file = Path(path)
    try:
        text = file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        what = error.strerror if isinstance(error, OSError) else "not UTF-8 text"
        raise CaseError(
            en=f"{file}: cannot be read ({what}); give the path of a TOML file in UTF-8.",
            zh=f"{file}：无法读取（{what}）；请给出 UTF-8 编码的 TOML 文件路径。",
        ) from error
    return parse_landuse_case(text, model, origin=file.name)


def dump_landuse_case(case: LandUseCase) -> str:
    """Return the case as TOML text; parsing it gives an equal case."""
    data: dict[str, Any] = case.model_dump(mode="json", exclude_none=True)
    return tomli_w.dumps(data)
