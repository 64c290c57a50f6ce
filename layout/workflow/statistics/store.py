"""The office's figures in its workspace: one item, a new version for each import, a newer figure in place of an older one."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final

import pandas as pd

from geodata.layer import Layer
from geodata.text import Bilingual
from geodata.workspace import Version, Workspace
from layout.entities.wording import say
from layout.workflow.desk.tables import STATISTICS_ITEM, office_rows_of
from layout.workflow.statistics.figures import COLUMNS, KEY

Keep = Callable[[Layer, tuple[Bilingual, ...]], Version]
_SORTED: Final = [*KEY]


@dataclass(frozen=True, slots=True)
class Merged:
    """Figures laid over those that were kept before.

    Parameters
    ----------
    frame
        All figures of the office, columns `layout.workflow.statistics.figures.COLUMNS`.
    added, replaced, unchanged
        How many of the new ones had no older one, changed it, or are equal to it.
    """

    frame: pd.DataFrame
    added: int
    replaced: int
    unchanged: int


def merge_figures(before: pd.DataFrame | None, new: pd.DataFrame) -> Merged:
    """Return the figures kept before with the new ones in place of those of the same key.

    Parameters
    ----------
    before
        Figures of the newest version, None where there is none.
    new
        `layout.workflow.statistics.join.Join.figures`.
    """
    ordered = new[list(COLUMNS)]
    if before is None or before.empty:
        return Merged(ordered.sort_values(_SORTED, ignore_index=True), len(new), 0, 0)
    old = before.set_index(list(KEY))
    keys = pd.MultiIndex.from_frame(ordered[list(KEY)].astype(object))
    known = keys.isin(old.index)
    values = old["value"].reindex(keys).to_numpy()
    sources = old["source_ids"].reindex(keys).tolist()
    same = known & (values == ordered["value"].to_numpy())
    same &= [one == other for one, other in zip(sources, ordered["source_ids"], strict=True)]
    rest = before[~pd.MultiIndex.from_frame(before[list(KEY)].astype(object)).isin(keys)]
    frame = pd.concat([rest.reindex(columns=list(COLUMNS)), ordered], ignore_index=True)
    return Merged(
        frame.sort_values(_SORTED, ignore_index=True),
        int((~known).sum()),
        int((known & ~same).sum()),
        int(same.sum()),
    )


def keep_figures(workspace: Workspace, figures: pd.DataFrame, *, layer: Layer, keep: Keep) -> Version:
    """Lay figures over those of a workspace and return the version that was made.

    Where another session kept a version in the meantime, its figures are taken in and a further version is made, so
    that no import is lost.

    Parameters
    ----------
    workspace
        Where.
    figures
        `layout.workflow.statistics.join.Join.figures`.
    layer
        Title and provenance of the version; its frame is not used.
    keep
        Writes a layer with notes into the workspace.

    Raises
    ------
    WriteError, WorkspaceError
        The figures could not be kept; the workspace is as it was.
    """
    seen = _newest(workspace)
    merged = merge_figures(office_rows_of(workspace) if seen else None, figures)
    counts = say("join.note.merged", added=merged.added, replaced=merged.replaced, unchanged=merged.unchanged)
    version = keep(_layer(layer, merged.frame), (counts,))
    while version.number != seen + 1:
        frame = merged.frame
        for number in range(seen + 1, version.number):
            theirs = office_rows_of(workspace, number).reindex(columns=list(COLUMNS))
            frame = merge_figures(frame, theirs).frame
        merged = replace(merged, frame=merge_figures(frame, figures).frame)
        seen = version.number
        version = keep(_layer(layer, merged.frame), (counts,))
    return version


def _newest(workspace: Workspace) -> int:
    """Return the number of the newest version of the figures, 0 without any."""
    found = [item.current.number for item in workspace.items() if item.item_id == STATISTICS_ITEM]
    return found[0] if found else 0


def _layer(layer: Layer, frame: pd.DataFrame) -> Layer:
    """Return the table to be kept, under the name of the item, its numbers as plain columns."""
    ready = frame.reset_index(drop=True)
    ready["file_row"] = pd.array(ready["file_row"].tolist(), dtype="Int64")
    return replace(layer, layer_id=STATISTICS_ITEM, frame=ready)
