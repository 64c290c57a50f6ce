"""Edits a value function: its kind, its control points or the value of each category, and why they are so.

An edit is kept as the plain data of the whole function, so that what cannot be run is still there to be mended.
"""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pandas as pd
import streamlit as st

from geodata.text import LANGUAGES, Language
from layout.config import CriterionSetting
from layout.criteria.value_kinds import NUMERIC_KINDS
from layout.i18n import translate
from layout.ui.case.edits import bind_edit, edit, edits_of
from layout.ui.widgets import distinct, words_of
from layout.viz.escape import safe_markdown

NUMBERS: Final = {
    "linear": ("worst", "best"),
    "logistic": ("middle", "reach"),
    "gaussian": ("ideal", "spread"),
    "ideal": ("least", "ideal", "greatest"),
    "step": ("below",),
}
"""The numbers of each kind, besides its points."""
POINTS: Final = {"piecewise": ("points", 2), "step": ("steps", 1)}
"""Under which key a kind has its points, and how few it may have."""
MOST_POINTS: Final = 6
_LONGEST: Final = 300
Array = npt.NDArray[np.float64]
Entry = Mapping[str, Any]
Put = Callable[[Any], Entry]


def value_path(criterion: str) -> str:
    """Return where the value function of a criterion stands in a case."""
    return f"criteria.{criterion}.value"


def value_entry(key: str, criterion: str, *, setting: CriterionSetting) -> Entry:
    """Return the value function of a criterion as it stands on the page: plain data, not yet checked."""
    entry: Entry = edits_of(key).get(value_path(criterion), setting.value.model_dump(mode="json"))
    return entry


def ask_value(
    key: str,
    criterion: str,
    *,
    setting: CriterionSetting,
    raw: pd.Series,
    names: Mapping[str, str],
    language: Language,
) -> None:
    """Draw the fields of a value function.

    Parameters
    ----------
    key, criterion
        Case and criterion.
    setting
        What the case says of the criterion.
    raw
        Raw values of the candidates; a new scale of another kind starts from them.
    names
        Words of the categories.
    language
        Language of every word.
    """
    entry = value_entry(key, criterion, setting=setting)
    path = value_path(criterion)
    if entry["kind"] == "category":
        _levels(key, path, entry, names)
    else:
        _kind(key, path, entry, raw=raw, language=language)
        if entry["kind"] in NUMBERS:
            _numbers(key, path, entry, language)
        if entry["kind"] in POINTS:
            _points(key, path, entry, language)
    _reason(key, path, entry, language)


def _changed(entry: Entry, **new: Any) -> Entry:  # noqa: ANN401 - any plain value of a case
    """Return the entry with something changed, and said to be chosen on the page."""
    said = {item: translate("ui.sites.chosen_on_page", item) for item in LANGUAGES}
    return {**entry, "reason": said, **new}


def _kind(key: str, path: str, entry: Entry, *, raw: pd.Series, language: Language) -> None:
    """Draw the choice of the kind of scale."""
    words = words_of(NUMERIC_KINDS, "sites.value.kind", language=language)
    widget, changed = bind_edit(
        key, path, value=entry["kind"], name=".kind", put=lambda kind: other_kind(entry, kind, raw=raw)
    )
    st.selectbox(
        translate("sites.value.kind_label", language),
        NUMERIC_KINDS,
        format_func=words.__getitem__,
        key=widget,
        on_change=changed,
    )


def other_kind(entry: Entry, kind: str, *, raw: pd.Series) -> Entry:
    """Return a function of another kind that says much the same.

    Parameters
    ----------
    entry
        The function so far.
    kind
        A kind with numbers.
    raw
        Raw values of the candidates, for the ends of what was a relative scale.
    """
    if kind == entry["kind"]:
        return entry
    worst, best = _worst_and_best(entry, raw)
    if kind == "linear":
        return _changed({"kind": kind}, worst=worst, best=best)
    if kind == "piecewise":
        return _changed({"kind": kind}, points=sorted([[worst, 0.0], [best, 1.0]]))
    if kind == "minmax":
        return _changed({"kind": kind}, better="higher" if best > worst else "lower")
    return _changed({"kind": kind}, **_shaped(kind, worst, best))


def _shaped(kind: str, worst: float, best: float) -> Entry:
    """Return the numbers of a shape between the raw values of the least and of the greatest value."""
    middle, length = (worst + best) / 2, abs(best - worst)
    if kind == "logistic":
        return {"middle": middle, "reach": (best - worst) / 4}
    if kind == "gaussian":
        return {"ideal": best, "spread": length / 2}
    if kind == "ideal":
        return {"least": best - length, "ideal": best, "greatest": best + length}
    low, high = (0.0, 1.0) if best > worst else (1.0, 0.0)
    return {"below": low, "steps": [[middle, high]]}


def _worst_and_best(entry: Entry, raw: pd.Series) -> tuple[float, float]:
    """Return the raw values of the least and of the greatest value."""
    if entry["kind"] == "linear":
        return float(entry["worst"]), float(entry["best"])
    if entry["kind"] == "piecewise":
        points = entry["points"]
        worst, best = min(points, key=lambda point: point[1])[0], max(points, key=lambda point: point[1])[0]
        return float(worst), float(best)
    if entry["kind"] == "logistic":
        return entry["middle"] - 2 * entry["reach"], entry["middle"] + 2 * entry["reach"]
    known = raw.dropna().to_numpy(dtype=np.float64)
    if entry["kind"] in ("gaussian", "ideal"):
        return _far_side(entry, known), float(entry["ideal"])
    ends = (float(known.min()), float(known.max())) if len(known) and np.ptp(known) > 0 else (0.0, 1.0)
    rises = entry["better"] == "higher" if "better" in entry else entry["steps"][-1][1] >= entry["below"]
    return ends if rises else ends[::-1]


def _far_side(entry: Entry, known: Array) -> float:
    """Return where a bell or tent is worth (about) 0, on the side where most candidates lie."""
    above = len(known) > 0 and float(np.median(known)) > entry["ideal"]
    if entry["kind"] == "ideal":
        return float(entry["greatest"] if above else entry["least"])
    return float(entry["ideal"] + (2 if above else -2) * entry["spread"])


def _number(key: str, path: str, value: float, *, name: str, label: str, put: Put) -> None:
    """Draw one number of a function."""
    widget, changed = bind_edit(key, path, value=float(value), name=name, put=put)
    st.number_input(label, key=widget, on_change=changed, format="%.4g", step=None)


def _numbers(key: str, path: str, entry: Entry, language: Language) -> None:
    """Draw the numbers that make a function."""
    ends = NUMBERS[entry["kind"]]
    for column, end in zip(st.columns(len(ends)), ends, strict=True):
        with column:
            _number(
                key,
                path,
                entry[end],
                name=f".{end}",
                label=translate(f"sites.value.{end}", language),
                put=partial(_put_number, entry, end),
            )


def _put_number(entry: Entry, end: str, given: float) -> Entry:
    """Return a function with one of its numbers changed."""
    return _changed(entry, **{end: given})


def _put_level(entry: Entry, level: str, given: float) -> Entry:
    """Return a function of categories with one worth changed."""
    return _changed(entry, levels={**entry["levels"], level: given})


def _points(key: str, path: str, entry: Entry, language: Language) -> None:
    """Draw the corners of a broken line or the thresholds of steps, each with its raw value and its worth."""
    name, fewest = POINTS[entry["kind"]]
    points = [list(point) for point in entry[name]]

    def moved(place: int, part: int) -> Put:
        def put(given: float) -> Entry:
            changed = [
                [given if (row, side) == (place, part) else old for side, old in enumerate(point)]
                for row, point in enumerate(points)
            ]
            return _changed(entry, **{name: changed})

        return put

    for place, point in enumerate(points):
        for part, column in enumerate(st.columns(2)):
            with column:
                label = translate(
                    "sites.value.raw" if part == 0 else "sites.value.worth", language, place=place + 1
                )
                _number(key, path, point[part], name=f".{place}.{part}", label=label, put=moved(place, part))
    more, fewer = st.columns(2)
    more.button(
        translate("sites.value.more", language),
        key=f"w_{key}.{path}.more",
        disabled=len(points) >= MOST_POINTS,
        on_click=lambda: edit(key, path, value=_changed(entry, **{name: one_more(points)})),
    )
    fewer.button(
        translate("sites.value.fewer", language),
        key=f"w_{key}.{path}.fewer",
        disabled=len(points) <= fewest,
        on_click=lambda: edit(key, path, value=_changed(entry, **{name: points[:-2] + points[-1:]})),
    )


def one_more(points: list[list[float]]) -> list[list[float]]:
    """Return the points with one more before the last, half-way; of a single one, with one more above it."""
    if len(points) == 1:
        raw, worth = points[0]
        return [[raw, worth], [raw + (abs(raw) or 1.0), worth]]
    (low, less), (high, more) = points[-2:]
    return [*points[:-1], [(low + high) / 2, (less + more) / 2], points[-1]]


def _levels(key: str, path: str, entry: Entry, names: Mapping[str, str]) -> None:
    """Draw the worth of each category."""
    words = distinct({level: names.get(level, level) for level in entry["levels"]})
    columns = st.columns(2)
    for place, (level, worth) in enumerate(entry["levels"].items()):
        with columns[place % 2]:
            widget, changed = bind_edit(
                key,
                path,
                value=float(worth),
                name=f".{level}",
                put=partial(_put_level, entry, level),
            )
            label = safe_markdown(words[level])
            st.number_input(label, 0.0, 1.0, key=widget, on_change=changed, step=0.05, format="%.2f")


def _reason(key: str, path: str, entry: Entry, language: Language) -> None:
    """Draw the reason of the scale; an empty one leaves what stands."""

    def put(given: str) -> Entry:
        text = given.strip()
        return {**entry, "reason": dict.fromkeys(LANGUAGES, text)} if text else entry

    widget, changed = bind_edit(key, path, value=entry["reason"][language], name=".reason", put=put)
    st.text_area(
        translate("sites.value.reason", language),
        key=widget,
        on_change=changed,
        height=80,
        max_chars=_LONGEST,
    )
