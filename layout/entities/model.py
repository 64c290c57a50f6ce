"""Base of the models that make up a case: frozen, strict, unknown keys refused."""

from collections.abc import Hashable, Mapping
from typing import Annotated, Any, TypeVar

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainSerializer,
    StringConstraints,
)
from pydantic_core import PydanticCustomError

from geodata.text import Bilingual, Language

Item = TypeVar("Item", bound=Hashable)
Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value", bound=Hashable)


class FrozenModel(BaseModel):
    """A frozen model that refuses unknown keys and does not guess types (`"1"` is not a number)."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


def _unique(items: tuple[Item, ...]) -> tuple[Item, ...]:
    """Return `items`, refusing one that stands twice."""
    for position, item in enumerate(items):
        if item in items[:position]:
            kind = "repeated_item"
            raise PydanticCustomError(kind, "{item} stands twice", {"item": str(item)})
    return items


Text = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]
UniqueTuple = Annotated[tuple[Item, ...], Field(strict=False), AfterValidator(_unique)]
"""A TOML array without repetitions, kept as a tuple."""


def table_pairs(table: object) -> object:
    """Return a table as (key, value) pairs, which can be hashed and pickled."""
    return tuple(table.items()) if isinstance(table, Mapping) else table


Table = Annotated[
    tuple[Annotated[tuple[Key, Value], Field(strict=False)], ...],
    BeforeValidator(table_pairs),
    PlainSerializer(dict, return_type=dict[Any, Any]),
    Field(strict=False),
]
"""A TOML table with free keys, kept as a tuple of pairs."""


class Words(FrozenModel):
    """A text that the case gives in both languages.

    Parameters
    ----------
    en, zh
        The same text in English and Chinese, neither empty.
    """

    en: Text
    zh: Text

    def pick(self, language: Language) -> str:
        """Return the text in `language`."""
        return self.zh if language == "zh" else self.en

    @property
    def bilingual(self) -> Bilingual:
        """Return the text as the value that the rest of the project passes around."""
        return Bilingual(en=self.en, zh=self.zh)
