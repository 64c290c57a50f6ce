"""Does the coordinate system that a file declares agree with its numbers? A question where it does not.

Never tells UTM from Gauss-Krüger on the same meridian (1.3 km apart, both inside Chongqing), nor one datum from
another: those questions are part of each proposal.
"""

from dataclasses import dataclass
from typing import Literal

import numpy.typing as npt
from pyproj import CRS
from pyproj.exceptions import CRSError

from geodata.crs_proposals import Proposal, count_inside, propose
from geodata.text import Bilingual

Verdict = Literal["fits", "contradicted", "elsewhere", "old_datum", "unreadable"]
OldDatum = Literal["xian80", "beijing54"]

MOST = 0.5
_LONGEST_NAME = 120

_OLD_NAMES: dict[OldDatum, tuple[str, ...]] = {
    "xian80": ("xian1980", "xian80", "西安80", "西安1980"),
    "beijing54": ("beijing1954", "beijing54", "北京54", "北京1954"),
}
# Semi-major axes: IAG 1975, used by Xian 1980, and Krassovsky 1940, used by Beijing 1954.
_OLD_AXES_M: dict[float, OldDatum] = {6_378_140.0: "xian80", 6_378_245.0: "beijing54"}
_OLD_TITLES: dict[OldDatum, Bilingual] = {
    "xian80": Bilingual(en="Xian 1980", zh="西安80"),
    "beijing54": Bilingual(en="Beijing 1954", zh="北京54"),
}


@dataclass(frozen=True, slots=True)
class Declared:
    """What a declared coordinate system is worth.

    Parameters
    ----------
    verdict
        `fits`: at least half of the features lie inside Chongqing. `contradicted`: they do not, and another system
        puts at least half inside. `elsewhere`: no system does. `old_datum`: Xian 1980 or Beijing 1954, wherever
        the features lie. `unreadable`: the declaration names no system known.
    name
        The name of the declared system, as it gives itself.
    inside, tested
        Features inside Chongqing under the declaration, of how many.
    question
        What the person must answer; None where it fits.
    proposals
        What the numbers suggest, best first; empty where the declaration fits.
    """

    verdict: Verdict
    name: str
    inside: int
    tested: int
    question: Bilingual | None
    proposals: tuple[Proposal, ...]


def old_datum(crs: CRS) -> OldDatum | None:
    """Return which of the superseded national datums a system uses, by name or by ellipsoid; None if neither.

    Parameters
    ----------
    crs
        Any system; names as written by EPSG, ESRI and Chinese programs are known.
    """
    geodetic = crs.geodetic_crs
    names = [
        crs.name,
        *([] if geodetic is None else [geodetic.name, geodetic.datum.name if geodetic.datum else ""]),
    ]
    plain = " ".join(names).lower().replace("_", "").replace("'", "").replace(" ", "")
    for datum, words in _OLD_NAMES.items():
        if any(word in plain for word in words):
            return datum
    ellipsoid = crs.ellipsoid
    return None if ellipsoid is None else _OLD_AXES_M.get(round(ellipsoid.semi_major_metre, 3))


def judge_declared(xs: npt.ArrayLike, ys: npt.ArrayLike, *, declared: str | CRS) -> Declared:
    """Return whether a layer's numbers agree with the coordinate system that its file declares.

    Parameters
    ----------
    xs, ys
        One point a feature as it stands in the file, shape (features,).
    declared
        `EPSG:…`, WKT of any dialect, a PROJ string, or a CRS. The system is taken as it is written, never snapped to a
        register entry: a local grid on 106°30′ stays one.

    Raises
    ------
    DataFormatError
        `xs` and `ys` are not flat arrays of one length.
    """
    proposals = propose(xs, ys)
    try:
        crs = CRS.from_user_input(declared)
    except CRSError:
        return _unreadable(str(declared), proposals)
    if crs.geodetic_crs is None:
        return _unreadable(crs.name, proposals)
    inside, tested = count_inside(xs, ys, crs=crs)
    old = old_datum(crs)
    if old is not None:
        return Declared("old_datum", crs.name, inside, tested, _old_question(old), proposals)
    if tested and inside >= MOST * tested:
        return Declared("fits", crs.name, inside, tested, None, ())
    likely = tuple(proposal for proposal in proposals if proposal.share >= MOST)
    if likely:
        return Declared(
            "contradicted", crs.name, inside, tested, _contradiction(crs.name, inside, likely[0]), likely
        )
    return Declared("elsewhere", crs.name, inside, tested, _elsewhere(crs.name, inside, tested), proposals)


def _unreadable(name: str, proposals: tuple[Proposal, ...]) -> Declared:
    """Return the answer for a declaration that places nothing on the earth."""
    shown = name if len(name) <= _LONGEST_NAME else f"{name[:_LONGEST_NAME]}…"
    question = Bilingual(
        en=f"The file declares {shown!r}, which is no known coordinate system on the earth. Which one is it in?",
        zh=f"文件声明的坐标系 {shown!r} 无法识别。实际采用哪一个坐标系？",
    )
    return Declared("unreadable", shown, 0, 0, question, proposals)


def _old_question(old: OldDatum) -> Bilingual:
    """Return the question that a superseded datum raises."""
    title = _OLD_TITLES[old]
    return Bilingual(
        en=f"The file is in {title.en}. Without the office's own parameters it lies tens of metres to over a hundred"
        " metres off CGCS2000. Give the parameters, have the file converted, or accept the error?",
        zh=f"文件采用{title.zh}坐标系。没有本单位的转换参数时，与 CGCS2000 相差数十米至百余米。请提供参数、先行转换，或确认接受该误差。",
    )


def _contradiction(name: str, inside: int, best: Proposal) -> Bilingual:
    """Return the question when the numbers speak for another system."""
    return Bilingual(
        en=f"The file declares {name}, which puts {inside} of {best.tested} features inside Chongqing. {best.evidence.en}"
        f" Is it {best.title.en}? {best.question.en}",
        zh=f"文件声明的坐标系为 {name}，{best.tested} 个要素中只有 {inside} 个落在重庆市域内。{best.evidence.zh}"
        f"是否应为{best.title.zh}？{best.question.zh}",
    )


def _elsewhere(name: str, inside: int, tested: int) -> Bilingual:
    """Return the question when no system brings the layer to Chongqing."""
    return Bilingual(
        en=f"The file declares {name}, which puts {inside} of {tested} features inside Chongqing, and no usual system"
        " puts half of them there. Is the layer meant to lie elsewhere, or which system is it in?",
        zh=f"文件声明的坐标系为 {name}，{tested} 个要素中有 {inside} 个落在重庆市域内，按其他常用坐标系解释也不足一半。"
        "该图层本来就在重庆以外，还是采用了其他坐标系？",
    )
