"""From the city into a zone, from there into a district, from there to a park: which parks are meant and what comes next."""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, Literal

from geodata.text import Bilingual
from layout.entities.wording import both
from layout.workflow.landuse.efficiency import level_names, narrowed
from layout.workflow.maps.park_places import CITY, groups_of

if TYPE_CHECKING:
    from layout.workflow.landuse.efficiency import Efficiency

Step = Literal["zone", "district", "park"]
STEPS: Final[tuple[Step, ...]] = ("zone", "district", "park")


@dataclass(frozen=True, slots=True)
class Focus:
    """Where the reader is; "" stands for all of that step.

    Parameters
    ----------
    zone, district, park
        Ids. Zone and district together mean the parks that are in both.
    """

    zone: str = ""
    district: str = ""
    park: str = ""

    def up_to(self, step: Step | Literal["city"]) -> "Focus":
        """Return the focus without the steps below `step` ("city" leaves none)."""
        kept = () if step == "city" else STEPS[: STEPS.index(step) + 1]
        return replace(Focus(), **{name: getattr(self, name) for name in kept})


def parks_in(found: "Efficiency", focus: Focus) -> tuple[str, ...]:
    """Return the parks of a focus, with and without figures, in the order of the places."""
    wanted = {"zone": focus.zone, "district": focus.district}
    return tuple(
        str(park)
        for park, place in found.places.to_dict("index").items()
        if all(not group or group in groups_of(place, step) for step, group in wanted.items())
        and focus.park in ("", park)
    )


def focused(found: "Efficiency", focus: Focus) -> "Efficiency":
    """Return the efficiency of the parks of a focus; the whole where nothing is chosen."""
    return found if focus == Focus() else narrowed(found, parks_in(found, focus))


def options(found: "Efficiency", focus: Focus, *, step: Step) -> dict[str, Bilingual]:
    """Return what may be chosen at a step, given the steps above: id -> name, those with figures first.

    Parameters
    ----------
    found
        The efficiency of the city.
    focus
        Only the steps above `step` count.
    step
        Which step.
    """
    above = replace(focus, **dict.fromkeys(STEPS[STEPS.index(step) :], ""))
    parks = parks_in(found, above)
    known = [park for park in parks if park in found.parks.index]
    if step == "park":
        ordered = dict.fromkeys((*(str(park) for park in found.parks.index if park in set(known)), *parks))
        names = found.places
        return {
            park: Bilingual(en=str(names.loc[park, "name_en"]), zh=str(names.loc[park, "name_zh"]))
            for park in ordered
        }
    names_of, places = level_names(step), found.places.to_dict("index")
    groups = dict.fromkeys(group for park in (*known, *parks) for group in groups_of(places[park], step))
    return {group: names_of.get(group, both(group)) for group in groups}


def valid(found: "Efficiency", focus: Focus) -> Focus:
    """Return a focus without the steps that do not exist below those above: a link may be older than the table."""
    kept = Focus()
    for step in STEPS:
        chosen = getattr(focus, step)
        if chosen and chosen in options(found, kept, step=step):
            kept = replace(kept, **{step: chosen})
    return kept


def trail(found: "Efficiency", focus: Focus) -> tuple[tuple[Step | Literal["city"], Bilingual], ...]:
    """Return the way to a focus, the city first: step and name."""
    steps: list[tuple[Step | Literal["city"], Bilingual]] = [("city", level_names("city")[CITY])]
    for step in STEPS:
        chosen = getattr(focus, step)
        if chosen:
            steps.append((step, options(found, focus, step=step)[chosen]))
    return tuple(steps)


def next_steps(focus: Focus) -> tuple[Step, ...]:
    """Return what a focus leads to: zones and districts of the city, districts of a zone, parks of a district."""
    if focus.park:
        return ()
    if focus.district:
        return ("park",)
    return ("district", "park") if focus.zone else ("zone", "district")
