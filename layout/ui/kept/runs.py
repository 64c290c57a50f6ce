"""The latest runs of this server, found again by the checksum of their case: pages, map and downloads share them.

The same case gives the same result, so readers may share a run; nothing of a reader is kept here.
"""

import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

import geopandas as gpd
import pandas as pd

from geodata.crs import WGS84
from geodata.text import LANGUAGES
from layout.config import Case, dump_case
from layout.errors import LayoutError
from layout.ui.kept.latest import Latest
from layout.workflow.desk.tables import desk_workspace
from layout.workflow.ranking.export import run_files
from layout.workflow.ranking.proof import prove
from layout.workflow.ranking.rank import rank_sites
from layout.workflow.sites.candidature import own_state
from layout.workflow.sites.own import Whereabouts

if TYPE_CHECKING:
    from geodata.workspace import Workspace
    from layout.workflow.ranking.proof import Proof
    from layout.workflow.ranking.rank import RankingResult

KEPT_RUNS: Final = 24
KEPT_PROOFS: Final = 8
_TOKEN_LENGTH: Final = 20
_ABOVE_ALL: Final = 1e6  # weight of the first rank's label, above the names of districts


class UnknownRunError(LayoutError, KeyError):
    """A run that this server does not hold (any more)."""


@dataclass(frozen=True, slots=True)
class Run:
    """One case with its result.

    Parameters
    ----------
    token
        First digits of the SHA-256 of the case file and of what the run takes out of the workspace.
    case
        What was run.
    result
        What came out.
    when
        When it was computed (UTC).
    """

    token: str
    case: Case
    result: "RankingResult"
    when: datetime


_runs: Latest[Run] = Latest(KEPT_RUNS)
_announced: Latest[Case] = Latest(KEPT_RUNS)
_proofs: "Latest[Proof]" = Latest(KEPT_PROOFS)


def run_case(case: Case) -> Run:
    """Return the run of `case`: computed now, or found among the latest.

    Raises
    ------
    EmptyCandidatesError, MissingDataError, CaseError, OwnSiteError
        As `layout.workflow.ranking.rank.rank_sites`.
    """
    token = _token(case)
    known = _runs.find(token)
    if known is not None:
        return known
    result = rank_sites(case, where=Whereabouts(workspace=workspace_in_use()))
    return _runs.keep(token, Run(token, case, result, datetime.now(tz=UTC)))


def workspace_in_use() -> "Workspace | None":
    """Return the workspace in use, None where none was made yet.

    Raises
    ------
    WorkspaceError
        It is damaged, or of another format.
    """
    return desk_workspace()


def _token(case: Case) -> str:
    """Return the first digits of the checksum of a case and of what it takes out of the workspace."""
    text = f"{dump_case(case)}\n# {own_state(case.candidates, workspace_in_use())}"
    return hashlib.sha256(text.encode()).hexdigest()[:_TOKEN_LENGTH]


def announce_case(case: Case) -> str:
    """Return the token of a case that is run only when somebody asks for it, such as the map for its layer."""
    token = _token(case)
    _announced.keep(token, case)
    return token


def find_run(token: str) -> Run:
    """Return the run with this token; one that was only announced is run now.

    Raises
    ------
    UnknownRunError
        It was never computed here, or later ones have taken its place.
    """
    known, announced = _runs.find(token), _announced.find(token)
    if known is not None:
        return known
    if announced is not None:
        return run_case(announced)
    raise UnknownRunError(
        en=f"run {token!r}: not among the latest {KEPT_RUNS} of this server; run the case again",
        zh=f"运行 {token!r}：不在本服务器最近 {KEPT_RUNS} 次运行之内；请重新运行该案例",
    )


def proof_of(run: Run) -> "Proof":
    """Return the proof of a run: computed now, or found among the latest.

    Raises
    ------
    EmptyCandidatesError, WeightError
        As `layout.workflow.ranking.proof.prove`.
    """
    known = _proofs.find(run.token)
    return known if known is not None else _proofs.keep(run.token, prove(run.result))


def run_files_of(run: Run) -> dict[str, bytes]:
    """Return the result files of a run and of its proof by name, as the command line writes them.

    Raises
    ------
    EmptyCandidatesError, WeightError
        As `proof_of`.
    """
    return run_files(run.result, when=run.when, proof=proof_of(run))


def ranked_frame(token: str) -> gpd.GeoDataFrame:
    """Return the sites of a run as points with rank, score and a label, the best last so that it is drawn on top.

    Sites without a position have no geometry. Columns: site_id, rank, score, name_zh, name_en, label_zh, label_en,
    label_weight, position_precision_m.

    Raises
    ------
    UnknownRunError
        As `find_run`.
    """
    result = find_run(token).result
    columns = ["name_zh", "name_en", "position_precision_m", "lon", "lat"]
    ranking = pd.DataFrame(result.ranking[["rank", "score"]]).iloc[::-1]
    frame = ranking.join(result.sites[columns]).rename_axis("site_id").reset_index()
    for language in LANGUAGES:
        frame[f"label_{language}"] = [
            name if pd.isna(rank) else f"{rank} {name}"
            for rank, name in zip(frame["rank"], frame[f"name_{language}"], strict=True)
        ]
    frame["label_weight"] = [0.0 if pd.isna(rank) else _ABOVE_ALL / float(rank) for rank in frame["rank"]]
    points = gpd.GeoSeries(gpd.points_from_xy(frame["lon"], frame["lat"]), index=frame.index, crs=WGS84)
    points[frame["lon"].isna()] = None
    return gpd.GeoDataFrame(frame.drop(columns=["lon", "lat"]), geometry=points)
