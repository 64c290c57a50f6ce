"""Value functions of a shape in words: the formula with the numbers of the case, the same wherever it is shown."""

from geodata.text import Bilingual
from layout.criteria.value_shapes import GaussianValue, IdealValue, LogisticValue, ShapedValue
from layout.entities.wording import clauses, plain, say

_DIGITS = 4


def shape_words(function: ShapedValue) -> Bilingual:
    """Return the formula of a shaped value function with its numbers, in both languages.

    Parameters
    ----------
    function
        The value function.
    """
    if isinstance(function, LogisticValue):
        middle, reach = function.middle, function.reach
        return _said("logistic", middle=middle, reach=reach, low=middle - reach, high=middle + reach)
    if isinstance(function, GaussianValue):
        ideal, spread = function.ideal, function.spread
        return _said("gaussian", ideal=ideal, spread=spread, low=ideal - spread, high=ideal + spread)
    if isinstance(function, IdealValue):
        return _said("ideal", least=function.least, ideal=function.ideal, greatest=function.greatest)
    first = _said("below", threshold=function.steps[0][0], value=function.below)
    return clauses([first, *(_said("from", threshold=start, value=value) for start, value in function.steps)])


def scale_words(function: ShapedValue) -> Bilingual:
    """Return the kind of a shaped value function and its formula."""
    return say("report.sheet.told", words=say(f"report.scale.{function.kind}"), parts=shape_words(function))


def _said(kind: str, **numbers: float) -> Bilingual:
    """Return a message with its numbers rounded for reading."""
    return say(f"values.shape.{kind}", **{name: plain(number, _DIGITS) for name, number in numbers.items()})
