"""Layers of the office's workspace laid over a map: the choice, the layers, their legends."""

from collections.abc import Sequence

from geodata.errors import ExplainedError
from geodata.text import Language
from geodata.workspace import Item
from layout.i18n import translate
from layout.ui.maps.layers import drawn
from layout.ui.maps.payloads import payload_url
from layout.ui.maps.view import LayerSpec
from layout.ui.widgets import notice, several
from layout.viz.spec import StyleSpec
from layout.workflow.desk.layers import own_layers
from layout.workflow.desk.park_outlines import has_park_layer


def own_choice(language: Language) -> tuple[str, ...]:
    """Draw the choice of own layers where there are any, and return the names of those that are on.

    Parameters
    ----------
    language
        Language of every word; a damaged workspace is said in it and offers nothing.
    """
    try:
        items = own_layers()
    except ExplainedError as error:
        notice(error.message(language), "error")
        return ()
    if not items:
        return ()
    return tuple(
        several(
            "own",
            {item.item_id: item.current.title.pick(language) for item in items},
            label=translate("data_desk.map.own", language),
            placeholder=translate("data_desk.map.none", language),
        )
    )


def own_specs(names: Sequence[str], language: Language, *, order: int) -> list[LayerSpec]:
    """Return the layers for the map, in the newest version of each.

    Parameters
    ----------
    names
        What :func:`own_choice` returned.
    language
        Language of the words.
    order
        Drawing order of all of them.
    """
    return [
        LayerSpec(
            f"own-{item.item_id}",
            payload_url("own", _question(item), language=language),
            item.current.title.pick(language),
            order,
        )
        for item in _items(names)
    ]


def own_styles(names: Sequence[str]) -> list[StyleSpec]:
    """Return the styles whose legends stand with the map.

    Parameters
    ----------
    names
        What :func:`own_choice` returned.
    """
    return [drawn("own", _question(item))[1] for item in _items(names)]


def outline_specs(language: Language, *, order: int) -> list[LayerSpec]:
    """Return the layer of the office's outlines of parks, none where it gave no outlines.

    Parameters
    ----------
    language
        Language of its name.
    order
        Drawing order.
    """
    if not outline_styles():
        return []
    title = translate("office_parks.outlines", language)
    url = payload_url("park_outlines", {}, language=language)
    return [LayerSpec("park_outlines", url, title, order, interactive=False)]


def outline_styles() -> list[StyleSpec]:
    """Return the style of the office's outlines of parks, none where it gave no outlines."""
    if not has_park_layer():
        return []
    frame, style = drawn("park_outlines", {})
    return [style] if len(frame) else []


def _items(names: Sequence[str]) -> list[Item]:
    """Return the items of these names that are still in use."""
    return [item for item in own_layers() if item.item_id in names] if names else []


def _question(item: Item) -> dict[str, str]:
    """Return the question for the newest version of an item."""
    return {"item": item.item_id, "digest": item.current.sha256}
