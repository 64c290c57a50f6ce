"""How firm each assignment is over the draws of the values, as figures and as a table."""

from dataclasses import dataclass

from geodata.text import Bilingual, Language
from layout.allocation.account import Dossier
from layout.entities.document import Table
from layout.entities.wording import listing
from layout.report.plan_tables import grid, percent


@dataclass(frozen=True, slots=True)
class Firmness:
    """What became of one project over the draws.

    Parameters
    ----------
    project_id, name
        The project.
    where
        Where the plan puts it; both texts are empty where it stays out.
    stays, elsewhere, out
        Shares of the draws in which it is where the plan puts it, in another park, nowhere.
    """

    project_id: str
    name: Bilingual
    where: Bilingual
    stays: float
    elsewhere: float
    out: float


def firmness(dossier: Dossier) -> tuple[Firmness, ...]:
    """Return every project with the shares of the draws, the least firm first; empty where nothing was drawn."""
    found = dossier.studies.get("robustness", {})
    if not found or not found["draws"] or dossier.report is None:
        return ()
    problem, parts = dossier.problem, dossier.report.plan.parts()
    parks = {park.park_id: park.name for park in problem.parks}
    rows = []
    for project in problem.projects:
        key = project.project_id
        placed = parts.get(key, {})
        shares: dict[str, float] = found["acceptability"][key]
        out = float(found["unplaced"][key])
        inside = sum(shares.get(park, 0.0) for park in placed)
        stays = inside if placed else out
        elsewhere = max(0.0, 1.0 - out - inside)
        where = listing(parks[park] for park in placed)
        rows.append(Firmness(key, project.name, where, stays, elsewhere, out if placed else 0.0))
    return tuple(sorted(rows, key=lambda row: row.stays))


def firmness_grid(dossier: Dossier, *, language: Language) -> Table:
    """Return the same as a table in words."""
    return grid(
        ("project_id", "project", "park", "stays", "elsewhere", "out"),
        [
            (
                row.project_id,
                row.name.pick(language),
                row.where.pick(language),
                percent(row.stays, language, digits=0),
                percent(row.elsewhere, language, digits=0),
                percent(row.out, language, digits=0),
            )
            for row in firmness(dossier)
        ],
        language=language,
    )
