"""Where the weights of a case come from: stated directly, judged by people, taken from the data, or a mixture."""

from collections.abc import Mapping
from typing import Annotated, Literal, get_args

from pydantic import BeforeValidator, Field, PlainSerializer

from geodata.text import Bilingual
from layout.entities.model import FrozenModel, Table, Text, UniqueTuple, Words
from layout.entities.wording import both
from layout.errors import CaseError
from layout.scoring.weighting.objective import ObjectiveWeighting
from layout.scoring.weighting.ordinal import OrdinalWeighting

NotNegative = Annotated[float, Field(ge=0, allow_inf_nan=False)]
Positive = Annotated[float, Field(gt=0, allow_inf_nan=False)]
Aggregation = Literal["judgements", "priorities"]
Row = tuple[str, tuple[tuple[str, str], ...]]


def _cells(given: object) -> object:
    """Return judgements as (row, ((column, cell text), …)) tuples, which can be hashed and pickled."""
    if not isinstance(given, Mapping):
        return given
    rows: list[Row] = []
    for row, cells in given.items():
        if not isinstance(cells, Mapping):
            raise CaseError(
                en=f"judgements.{row}: found {cells!r}, expected a table such as {{ access_power = 3 }}.",
                zh=f"judgements.{row}：现为 {cells!r}，应为表，例如 {{ access_power = 3 }}。",
            )
        rows.append(
            (str(row), tuple((str(column), _cell(row, column, value)) for column, value in cells.items()))
        )
    return tuple(rows)


def _cell(row: object, column: object, value: object) -> str:
    """Return a judgement as text, refusing what is neither number nor text."""
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        raise CaseError(
            en=f'judgements: row {row}, column {column}: found {value!r}, expected a number or a fraction such as "1/3".',
            zh=f'judgements：行 {row}、列 {column}：现为 {value!r}，要求数值或 "1/3" 之类的分数。',
        )
    return value if isinstance(value, str) else repr(value)


def _table_of_cells(rows: tuple[Row, ...]) -> dict[str, dict[str, str]]:
    """Return judgements as the nested table that a file has."""
    return {row: dict(cells) for row, cells in rows}


Judgements = Annotated[
    tuple[Row, ...],
    BeforeValidator(_cells),
    PlainSerializer(_table_of_cells, return_type=dict[str, dict[str, str]]),
    Field(strict=False),
]


class WeightsFrom(FrozenModel):
    """What every way to weigh may state.

    Parameters
    ----------
    reason
        Who judged, when, and why this way.
    """

    reason: Words | None = None


class DirectWeights(WeightsFrom):
    """The weights that stand beside the criteria."""

    method: Literal["direct"] = "direct"


class Expert(FrozenModel):
    """One person's pairwise judgements.

    Parameters
    ----------
    name
        Who judges.
    voice
        How much this person counts among several.
    judgements
        Row -> column -> how many times the row matters as much as the column: a number, or a fraction as text
        ("1/3"). One cell of a pair is enough; pairs may be left out, and whole levels where others judge them; two
        cells of a pair must be reciprocal.
    """

    name: Text
    voice: Positive = 1.0
    judgements: Judgements


class WeightsGroup(FrozenModel):
    """What is compared with each other, while the group as a whole is compared with what stands beside it.

    Parameters
    ----------
    group_id
        Its name in judgements, that of no criterion.
    title
        Its name for readers; its id where None.
    criteria
        The criteria that stand directly in it.
    parent
        The group that it stands in, at any depth; below the goal itself where None.
    """

    group_id: Text
    title: Words | None = None
    criteria: UniqueTuple[Text] = ()
    parent: Text | None = None

    @property
    def name(self) -> Bilingual:
        """Return its name for readers."""
        return both(self.group_id) if self.title is None else self.title.bilingual


class AhpWeights(WeightsFrom):
    """AHP: pairwise judgements of one or several experts, over all criteria or in a hierarchy of any depth.

    Parameters
    ----------
    experts
        Who judged.
    groups
        Groups: judgements then compare what stands directly below the goal with each other, and what stands directly
        in each group: its criteria and the groups within it.
    aggregation
        judgements: geometric mean of the judgements of each pair over those who judged it, then weights; priorities:
        geometric mean of the weights, for which each expert's own judgements must connect every level.
    """

    method: Literal["ahp"]
    experts: Annotated[tuple[Expert, ...], Field(strict=False, min_length=1)]
    groups: Annotated[tuple[WeightsGroup, ...], Field(strict=False)] = ()
    aggregation: Aggregation = "judgements"


class BestWorstWeights(WeightsFrom):
    """Best–worst method: the best criterion over each, and each over the worst, 1 to 9."""

    method: Literal["best_worst"]
    best_to_others: Table[Text, Positive]
    others_to_worst: Table[Text, Positive]


class SwingWeights(WeightsFrom):
    """Swing points: 100 for the swing that is worth most, the others against it."""

    method: Literal["swing"]
    points: Table[Text, NotNegative]


class OrdinalWeights(WeightsFrom):
    """A ranking of the criteria, 1 the most important, and the formula that makes weights of it."""

    method: Literal["ordinal"]
    formula: OrdinalWeighting = "roc"
    ranks: Table[Text, Annotated[int, Field(ge=1)]]


class ObjectiveWeights(WeightsFrom):
    """Weights from the values of the sites alone, or the same for all."""

    method: ObjectiveWeighting


Single = Annotated[
    DirectWeights | AhpWeights | BestWorstWeights | SwingWeights | OrdinalWeights | ObjectiveWeights,
    Field(discriminator="method"),
]


class WeightsPart(FrozenModel):
    """One part of a mixture.

    Parameters
    ----------
    share
        Its share; shares are divided by their sum. A product takes no notice of it.
    weights
        How it weighs.
    """

    share: Positive = 1.0
    weights: Single


class MixtureWeights(WeightsFrom):
    """What people say and what the data say, in stated shares or multiplied."""

    method: Literal["mixture"]
    combine: Literal["linear", "product"] = "linear"
    parts: Annotated[tuple[WeightsPart, ...], Field(strict=False, min_length=2)]


CaseWeights = Annotated[
    DirectWeights
    | AhpWeights
    | BestWorstWeights
    | SwingWeights
    | OrdinalWeights
    | ObjectiveWeights
    | MixtureWeights,
    Field(discriminator="method"),
]
WEIGHTS_METHODS: tuple[str, ...] = (
    "direct",
    "ahp",
    "best_worst",
    "swing",
    "ordinal",
    *get_args(ObjectiveWeighting),
    "mixture",
)
