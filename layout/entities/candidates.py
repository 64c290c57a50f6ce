"""Which sites a case compares."""

from typing import Literal

from layout.entities.model import FrozenModel, Text, UniqueTuple, Words
from layout.entities.vocabulary import ParkLevel, ParkType


class Candidates(FrozenModel):
    """Which sites are compared.

    Parameters
    ----------
    layer
        The layer that the sites come from.
    levels, types
        Only parks of these levels and types; empty means all.
    industry_words_zh
        Only parks whose printed leading industries (Chinese) contain one of these words; empty means all.
    include
        Only these parks; empty means all.
    exclude
        Never these parks.
    reason
        Why the candidates are chosen so.
    """

    layer: Literal["parks"]
    levels: UniqueTuple[ParkLevel] = ()
    types: UniqueTuple[ParkType] = ()
    industry_words_zh: UniqueTuple[Text] = ()
    include: UniqueTuple[Text] = ()
    exclude: UniqueTuple[Text] = ()
    reason: Words
