"""What is asked of contiguous regions: sizes, totals, spacing and the like, checked and brought into cells."""

import math
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt
from scipy import ndimage

from geodata.grid import Grid
from layout.errors import CaseError, EmptyCandidatesError
from layout.suitability.locate_sizes import Sizes

if TYPE_CHECKING:
    from layout.suitability.locate import RegionsWanted

M2_PER_HA = 10_000.0
_ROUNDING = 1e-9


@dataclass(frozen=True, slots=True)
class Size:
    """How large the regions are to be; exactly one of cells, area_ha and total_ha.

    Parameters
    ----------
    cells
        Cells of each.
    area_ha
        Hectares of each, rounded up to whole cells.
    total_ha
        Hectares of all together, rounded up to whole cells; each then has its share.
    min_ha, max_ha
        With a total: least and greatest size of a region, rounded up and down to whole cells. With neither all regions are
        of the same size, to the cell.
    """

    cells: int | None = None
    area_ha: float | None = None
    total_ha: float | None = None
    min_ha: float | None = None
    max_ha: float | None = None

    @property
    def in_hectares(self) -> bool:
        """Return whether anything is stated in hectares."""
        return any(item is not None for item in (self.area_ha, self.total_ha, self.min_ha, self.max_ha))


@dataclass(frozen=True, slots=True)
class Terms:
    """What else is asked of the regions.

    Parameters
    ----------
    spacing_m
        Least distance between the edges of two regions, and to an existing area.
    min_score
        Cells with a lower score are not used.
    bridge_m
        Barriers up to this width may be crossed; their cells count to the size and are worth nothing.
    fill_ha
        Gaps up to this size become part of the region around them.
    keep
        A file of existing areas: they count to the number wanted, not to a total, and new ones keep their distance.
    """

    spacing_m: float = 0.0
    min_score: float | None = None
    bridge_m: float = 0.0
    fill_ha: float = 0.0
    keep: str | Path | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """How a region is made up, in cells.

    Parameters
    ----------
    bridged
        Cells of barriers that it crosses.
    filled
        Cells of gaps that were filled, beyond the size wanted.
    """

    bridged: int
    filled: int


def require_one_size(size: Size) -> None:
    """Refuse a size that is stated twice or not at all, and a range without a total.

    Raises
    ------
    CaseError
        It is.
    """
    ranged = size.min_ha is not None or size.max_ha is not None
    if sum(item is not None for item in (size.cells, size.area_ha, size.total_ha)) != 1:
        raise CaseError(
            en="regions: expected exactly one of --cells, --area-ha and --total-ha; give one.",
            zh="regions：--cells、--area-ha 与 --total-ha 应恰好给出一项。",
        )
    if ranged and size.total_ha is None:
        raise CaseError(
            en="regions: --min-ha or --max-ha found without --total-ha; give the total that the regions share.",
            zh="regions：给出了 --min-ha 或 --max-ha，但没有 --total-ha；请给出各区域合计的面积。",
        )


def cells_of(size: Size, grid: Grid) -> int:
    """Return the size of each region in cells.

    Raises
    ------
    CaseError
        It is stated twice or not at all, or is no size on this grid.
    """
    require_one_size(size)
    if size.cells is not None:
        cells = size.cells
    else:
        cells = math.ceil(float(size.area_ha or 0.0) * M2_PER_HA / grid.cell**2 - _ROUNDING)
    if not 0 < cells <= grid.rows * grid.cols:
        raise CaseError(
            en=f"regions: {cells} cells found, expected 1 to {grid.rows * grid.cols}, the size of the surface; give another size.",
            zh=f"regions：区域大小为 {cells} 个像元，应在 1 至 {grid.rows * grid.cols}（整个栅格）之间。",
        )
    return cells


def sizes_of(size: Size, grid: Grid, *, count: int) -> Sizes | None:
    """Return total and range in cells; None where each region has a size of its own.

    Raises
    ------
    CaseError
        The size is stated twice or not at all, or that many regions of that range cannot have that total.
    """
    require_one_size(size)
    if size.total_ha is None:
        return None
    cell = grid.cell**2 / M2_PER_HA
    total = math.ceil(size.total_ha / cell - _ROUNDING)
    least, most = (1, total)
    if size.min_ha is None and size.max_ha is None:
        least, most = max(total // count, 1), -(-total // count)
    if size.min_ha is not None:
        least = max(math.ceil(size.min_ha / cell - _ROUNDING), 1)
    if size.max_ha is not None:
        most = math.floor(size.max_ha / cell + _ROUNDING)
    if least > most:
        raise _narrow((least, most), cell)
    if not count * least <= total <= count * most:
        raise unshareable(size.total_ha, count, each=(least * cell, most * cell))
    return Sizes(total, least, most)


def _narrow(cells: tuple[int, int], cell: float) -> CaseError:
    """Return the error for a range of sizes in which there is none of whole cells; `cell` is in hectares."""
    least, most = (number * cell for number in cells)
    return CaseError(
        en=f"regions: in whole cells of {cell:,g} ha the least size becomes {least:,g} ha and the greatest {most:,g} ha; widen the range.",
        zh=f"regions：按每像元 {cell:,g} 公顷取整后，最小面积为 {least:,g} 公顷，最大面积为 {most:,g} 公顷；请放宽范围。",
    )


def unshareable(total: float, count: int, *, each: tuple[float, float]) -> CaseError:
    """Return the error for a total that so many regions of that range cannot have; all in hectares."""
    least, most = each
    low, high = count * least, count * most
    return CaseError(
        en=f"regions: a total of {total:,g} ha found; {count} regions of {least:,g} to {most:,g} ha each can have {low:,g} to"
        f" {high:,g} ha together; change the total, the number, or the least or greatest size.",
        zh=f"regions：总面积为 {total:,g} 公顷；{count} 个区域每个 {least:,g} 至 {most:,g} 公顷，合计只能是 {low:,g} 至 {high:,g} 公顷；"
        "请修改总面积、个数或单个面积的上下限。",
    )


def no_room(
    surface: str | Path,
    usable: npt.NDArray[np.bool_],
    *,
    wanted: "RegionsWanted",
    sizes: Sizes | None,
    used: int,
) -> EmptyCandidatesError:
    """Return the error for regions that were not found, with what land there is.

    Parameters
    ----------
    surface
        Named in the message.
    usable
        Shape (rows, columns): cells that a region may hold, with the barriers that it may cross.
    wanted, sizes
        What was looked for.
    used
        Cells that can be used, without barriers.
    """
    if sizes is None:
        return EmptyCandidatesError(
            en=f"{surface}: no contiguous region of {wanted.cells} cells found among {used} that can be"
            " used; ask for a smaller one or a lower score.",
            zh=f"{surface}：在 {used} 个可用像元中找不到 {wanted.cells} 个像元的连片区域；请减小面积或降低得分要求。",
        )
    pieces = piece_sizes(usable, wanted.connectivity)
    large = pieces[pieces >= sizes.least]
    return EmptyCandidatesError(
        en=f"{surface}: no {wanted.count} regions of {sizes.least} to {sizes.most} cells with {sizes.total} cells together and that spacing"
        f" found; contiguous land of at least {sizes.least} cells comes to {int(large.sum())} cells in {len(large)} pieces; ask for a"
        " smaller total, smaller regions, less spacing or a lower score.",
        zh=f"{surface}：找不到合计 {sizes.total} 个像元、每个 {sizes.least} 至 {sizes.most} 个像元并满足间距的 {wanted.count} 个区域；"
        f"不小于 {sizes.least} 个像元的连片用地共 {len(large)} 片、{int(large.sum())} 个像元；请减小总面积、单个面积或间距，或降低得分要求。",
    )


def piece_sizes(usable: npt.NDArray[np.bool_], connectivity: str) -> npt.NDArray[np.int64]:
    """Return the cells of each contiguous piece of land.

    Parameters
    ----------
    usable
        Shape (rows, columns).
    connectivity
        `rook` or `queen`.
    """
    structure = ndimage.generate_binary_structure(2, 2 if connectivity == "queen" else 1)
    labels: Any = ndimage.label(usable, structure=structure)[0]
    sizes: npt.NDArray[np.int64] = np.bincount(labels.ravel())[1:].astype(np.int64)
    return sizes
