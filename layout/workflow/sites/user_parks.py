"""The office's own parks matched with those of the table, before they are kept as the workspace item `parks`."""

import pandas as pd

from geodata.embedded import table
from geodata.text import Bilingual
from layout.entities.matching import match_row
from layout.entities.wording import both, listing, say
from layout.sites.user_columns import read_fields
from layout.sites.user_parks import match_parks, new_park_id, require_single
from layout.workflow.desk.office_parks import MATCHED, attributes_of
from layout.workflow.statistics.join import desk_register

_NAMED = 5


def matched_parks(frame: pd.DataFrame, *, origin: str) -> tuple[pd.DataFrame, tuple[Bilingual, ...]]:
    """Return the office's parks with their park_id, and what is told of the match.

    Parameters
    ----------
    frame
        Points or polygons with their attributes, or a table; the index counts rows as in the file.
    origin
        Name of the file in messages.

    Raises
    ------
    OwnSiteError
        A row has no name, two rows stand for one park, or a cell does not hold what its column promises.
    """
    fields, ignored = read_fields(attributes_of(frame), origin=origin)
    exact = match_parks(fields, table("parks"), origin=origin)
    matched, maybe = _by_other_names(exact, fields)
    require_single(matched, origin=origin)
    names = fields["name_zh"].where(fields["name_zh"] != "", fields["name_en"])
    fresh = matched == ""
    ids = matched.copy()
    for row in ids.index[fresh]:
        wanted = fields.loc[row, "host_park_id"] or fields.loc[row, "site_id"]
        ids[row] = new_park_id(names[row] or fields.loc[row, "catalogue_code"] or wanted, wanted)
    told = [say("own_parks.matched", count=int((~fresh).sum()), total=len(ids))]
    if fresh.any():
        told.append(say("own_parks.new", count=int(fresh.sum()), names=_some(names[fresh])))
    told += [
        say("own_parks.maybe", name=both(str(names[row])[:40]), parks=found) for row, found in maybe.items()
    ]
    if ignored:
        told.append(say("own_sites.ignored", columns=_some(pd.Series(ignored)), count=len(ignored)))
    kept = frame.drop(columns=[name for name in frame.columns if str(name) == MATCHED])
    return kept.assign(**{MATCHED: ids}), tuple(told)


def _by_other_names(exact: pd.Series, fields: pd.DataFrame) -> tuple[pd.Series, dict[int, Bilingual]]:
    """Return the match with aliases and short names taken too, and for the rest the parks that a row could be."""
    register, parks = desk_register("38"), table("parks").set_index("park_id")
    matched, maybe = exact.copy(), {}
    for row in exact.index[exact == ""]:
        text = fields.loc[row, "name_zh"] or fields.loc[row, "name_en"]
        found = match_row(text, fields.loc[row, "catalogue_code"], register=register, kinds=("park",))
        if found.status == "sure" and found.kind == "park" and found.entity_id in parks.index:
            matched[row] = found.entity_id
        elif alternatives := [
            key for kind, key in found.alternatives if kind == "park" and key in parks.index
        ]:
            maybe[row] = listing(
                Bilingual(en=str(parks.loc[key, "name_en"]), zh=str(parks.loc[key, "name_zh"]))
                for key in alternatives
            )
    return matched, maybe


def _some(names: pd.Series) -> Bilingual:
    """Return the first few names."""
    more = say("own_sites.more") if len(names) > _NAMED else both("")
    shown = listing(both(str(name)[:40]) for name in names.iloc[:_NAMED])
    return Bilingual(en=shown.en + more.en, zh=shown.zh + more.zh)
