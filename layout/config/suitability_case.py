"""The suitability case: area, grid, layers, rules and criteria of one exclusion or suitability study."""

from collections.abc import Mapping
from typing import Annotated, Literal, Self

from pydantic import ConfigDict, Field, model_validator

from layout.config.derived_layer import DerivedLayer, Positive
from layout.config.layer_file import AnyLayer, LayerFile
from layout.entities.model import FrozenModel, Text, UniqueTuple, Words
from layout.errors import CaseError, WeightError
from layout.rules.grid_rule import Attributes, GridRule
from layout.suitability.criterion import GridCriterion, Overlay

Share = Annotated[float, Field(ge=0, le=1, allow_inf_nan=False)]
Finite = Annotated[float, Field(allow_inf_nan=False)]
Connectivity = Literal["rook", "queen"]

MOST_RULES = 62
MOST_DISTANCE_LAYERS = 8


class Area(FrozenModel):
    """What is computed; exactly one of path, districts and bounds.

    Parameters
    ----------
    path, layer, where, crs
        A file of polygons, its layer, a filter by attributes, and the CRS where the file has none.
    districts
        Six-digit codes of districts of Chongqing; "all" stands for the municipality.
    bounds
        West, south, east, north in the CRS of the grid.
    """

    path: Text | None = None
    layer: Text | None = None
    where: Attributes = Field(default_factory=dict)
    crs: Text | None = None
    districts: UniqueTuple[Text] = ()
    bounds: Annotated[tuple[Finite, Finite, Finite, Finite], Field(strict=False)] | None = None

    @model_validator(mode="after")
    def _one_kind(self) -> Self:
        """Refuse an area that is stated twice or not at all."""
        if sum([self.path is not None, bool(self.districts), self.bounds is not None]) != 1:
            raise CaseError(
                en="area: expected exactly one of path, districts and bounds; state one.",
                zh="area：path、districts、bounds 应恰好填写一项。",
            )
        if self.bounds is not None and not (
            self.bounds[0] < self.bounds[2] and self.bounds[1] < self.bounds[3]
        ):
            found = ", ".join(f"{one:.10g}" for one in self.bounds)
            raise CaseError(
                en=f"area.bounds: {found} found, expected west, south, east, north in the CRS of the grid, west < east and south"
                " < north.",
                zh=f"area.bounds：{found}；应依次为格网坐标系下的西、南、东、北，且西小于东、南小于北。",
            )
        return self


class GridChoice(FrozenModel):
    """The grid: its CRS and resolution, or a raster layer whose cells it takes over.

    Parameters
    ----------
    crs
        A projected CRS in metres, such as EPSG:4545, or `chongqing` for the equal-area grid of the municipality.
    resolution_m
        Edge of a cell. Cells begin at multiples of it.
    align_to
        A raster layer instead of the two.
    """

    crs: Text | None = None
    resolution_m: Positive | None = None
    align_to: Text | None = None

    @model_validator(mode="after")
    def _one_kind(self) -> Self:
        """Refuse a grid that is stated twice or half."""
        own = (self.crs is not None, self.resolution_m is not None)
        if any(own) == (self.align_to is not None) or any(own) != all(own):
            raise CaseError(
                en="grid: expected crs and resolution_m, or align_to alone; state one of the two.",
                zh="grid：应同时填写 crs 与 resolution_m，或只填写 align_to。",
            )
        return self


class Classes(FrozenModel):
    """How scores become classes of suitability, which are written as polygons.

    Parameters
    ----------
    breaks
        Scores at which a class ends and the next begins, ascending; a class holds its lower break.
    min_ha
        Smaller patches take the class around them, or are left out where nothing but excluded land is around them; the
        area concerned is told.
    """

    breaks: Annotated[tuple[Share, ...], Field(strict=False, max_length=8)] = (0.2, 0.4, 0.6, 0.8)
    min_ha: Annotated[float, Field(ge=0, allow_inf_nan=False)] = 1.0

    @model_validator(mode="after")
    def _ascending(self) -> Self:
        """Refuse breaks that do not grow, and those at which no class could end."""
        inner = all(0 < one < 1 for one in self.breaks)
        if not inner or any(one >= two for one, two in zip(self.breaks, self.breaks[1:], strict=False)):
            found = ", ".join(f"{one:g}" for one in self.breaks)
            raise CaseError(
                en=f"classes.breaks: {found} found, expected growing numbers between 0 and 1.",
                zh=f"classes.breaks：{found}；应为 0 与 1 之间递增的数。",
            )
        return self


class Areas(FrozenModel):
    """Which contiguous areas are reported.

    Parameters
    ----------
    min_ha
        Smaller ones are not; 0 reports all.
    min_score
        Cells with a lower score do not count.
    connectivity
        `rook`: cells that share an edge are connected; `queen`: those that touch at a corner are, too.
    remove_smaller
        Whether cells of areas too small are taken out of the surface, as one more step of the waterfall.
    """

    min_ha: Annotated[float, Field(ge=0, allow_inf_nan=False)] = 0.0
    min_score: Share = 0.0
    connectivity: Connectivity = "rook"
    remove_smaller: bool = False


class RegisterFile(FrozenModel):
    """The office's own rows of the register of rules.

    Parameters
    ----------
    path
        A CSV or XLSX table: columns as `cqlayout export rules`, and `jurisdiction`.
    """

    path: Text


class SuitabilityCase(FrozenModel):
    """One study.

    Parameters
    ----------
    schema_version
        Version of this model.
    title, note
        Title, and what the reader must know.
    office_register
        The table `[register]`.
    area, grid, layers, rules, criteria, overlay, areas, classes
        The parts.
    """

    model_config = ConfigDict(serialize_by_alias=True)

    schema_version: Literal[1]
    title: Words
    note: Words | None = None
    area: Area
    grid: GridChoice
    office_register: Annotated[RegisterFile | None, Field(alias="register")] = None
    layers: dict[Text, AnyLayer] = Field(default_factory=dict)
    rules: Annotated[tuple[GridRule, ...], Field(strict=False, max_length=MOST_RULES)] = ()
    criteria: Annotated[tuple[GridCriterion, ...], Field(strict=False)] = ()
    overlay: Overlay = Overlay()
    areas: Areas = Areas()
    classes: Classes = Classes()

    @model_validator(mode="after")
    def _whole(self) -> Self:
        """Refuse parts that do not fit together."""
        _require_unique("rules", [_rule_key(rule) for rule in self.rules])
        _require_unique("criteria", [criterion.id for criterion in self.criteria])
        for criterion in self.criteria:
            _require_layer(f"criteria.{criterion.id}", criterion.layer, self.layers)
        files = {name: layer for name, layer in self.layers.items() if isinstance(layer, LayerFile)}
        for name, layer in self.layers.items():
            for needed in layer.inputs if isinstance(layer, DerivedLayer) else ():
                _require_layer(f"layers.{name}", needed, files)
        if self.grid.align_to is not None:
            _require_layer("grid.align_to", self.grid.align_to, files)
        if self.criteria and sum(criterion.weight for criterion in self.criteria) <= 0:
            raise WeightError(
                en="criteria: the weights are all zero; give at least one a positive weight.",
                zh="criteria：权重全部为零；请至少为一个指标设定正权重。",
            )
        self._check_order()
        return self

    def _check_order(self) -> None:
        """Refuse order weights that do not fit the criteria."""
        given, wanted = len(self.overlay.order_weights), len(self.criteria)
        ordered = self.overlay.method == "owa"
        if (
            ordered != bool(given)
            or (given and given != wanted)
            or (given and sum(self.overlay.order_weights) <= 0)
        ):
            raise WeightError(
                en=f"overlay.order_weights: {given} found, expected {wanted if ordered else 0}, not all zero (only for method ="
                ' "owa").',
                zh=f'overlay.order_weights：有 {given} 个，应为 {wanted if ordered else 0} 个且不全为零（仅 method = "owa" 时填写）。',
            )


def _rule_key(rule: GridRule) -> str:
    """Return what no two rules share: the id, with the jurisdiction where there is one."""
    return rule.id if rule.jurisdiction is None else f"{rule.id} ({rule.jurisdiction})"


def _require_unique(part: str, ids: list[str]) -> None:
    """Refuse an id that stands twice."""
    twice = sorted({item for item in ids if ids.count(item) > 1})
    if twice:
        raise CaseError(
            en=f"{part}: id {', '.join(twice)} stands twice; rename one.",
            zh=f"{part}：编号 {'、'.join(twice)} 重复；请改名。",
        )


def _require_layer(where: str, layer: str, layers: Mapping[str, object]) -> None:
    """Refuse a layer that the case does not declare, or not with a file where one is needed."""
    if layer not in layers:
        known = ", ".join(layers) or "-"
        raise CaseError(
            en=f"{where}: layer {layer} not found, the case declares {known}; add [layers.{layer}] with its path.",
            zh=f"{where}：未找到图层 {layer}，案例中有 {known}；请补充 [layers.{layer}] 及其 path。",
        )
