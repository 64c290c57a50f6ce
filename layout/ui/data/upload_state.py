"""The upload in work: its bytes, the answers given so far, and the latest look at it. Kept across pages and languages."""

import hashlib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import geopandas as gpd

from geodata.quality.offers import Offer
from geodata.quality.options import Axes, Datum, ReadOptions
from geodata.read import Limits
from geodata.read.raster_taking import RASTER_LIMITS
from geodata.read.upload import IMPORT_LIMITS, is_raster
from geodata.text import Bilingual
from layout.entities.wording import both
from layout.ui.data.background import Background
from layout.ui.kept.previews import has_preview, keep_preview
from layout.ui.state import forget, recall, remember
from layout.workflow.desk.layers import Drawable, drawable
from layout.workflow.intake.looking import Looked, look_at

UPLOAD: Final = "upload"
JOB: Final = "up.job"
KEEP_JOB: Final = "up.keep"
ROUND: Final = "up.round"
AS_STATED: Final = ""
OTHER: Final = "other"
SWAPPED: Final = " yx"
LARGE_BYTES: Final = 4 << 20
RASTER_ENDINGS: Final = (".tif", ".tiff")
# answers about one file; who imports and from where stays for the next one
ANSWERS: Final = tuple(
    f"up.{name}" for name in ("layer", "crs", "typed", "datum", "axes", "encoding", "band", "nodata")
)
FORM: Final = tuple(f"up.{name}" for name in ("sure", "role", "name", "title", "year", "raster", "unit"))

_DATUMS: Final[dict[str, Datum]] = {"wgs84": "wgs84", "gcj02": "gcj02", "bd09": "bd09"}
_AXES: Final[dict[str, Axes]] = {"xy": "xy", "yx": "yx"}


@dataclass(slots=True)
class Upload:
    """A file that was chosen and not imported yet.

    Parameters
    ----------
    name
        The client's name for it.
    raw
        Its bytes, or a file of this server, which is never read whole into memory here.
    options, looked
        The answers of the latest look, and what it gave; None before the first.
    offers
        The coordinate systems that the first question has offered, kept while the person tries them.
    layers
        The layers or sheets that the question for them has offered.
    made, token
        What is drawn of it, and under which token.
    """

    name: str
    raw: bytes | Path
    options: ReadOptions | None = None
    looked: Looked | None = None
    offers: tuple[Offer, ...] = ()
    layers: tuple[str, ...] = ()
    encoding: bool = False
    made: Drawable | None = None
    token: str = ""
    settings: dict[str, object] = field(default_factory=dict)

    @property
    def large(self) -> bool:
        """Return whether it is read in the background, with the time of an import."""
        return self.size > LARGE_BYTES

    @property
    def size(self) -> int:
        """Return its bytes."""
        return _bytes_of(self.raw)

    @property
    def limits(self) -> Limits:
        """Return how much reading may take."""
        if not self.large:
            return Limits()
        return RASTER_LIMITS if self.name.lower().endswith(RASTER_ENDINGS) else IMPORT_LIMITS

    @property
    def content(self) -> bytes:
        """Return the bytes."""
        return self.raw.read_bytes() if isinstance(self.raw, Path) else self.raw

    def digest(self) -> str:
        """Return the SHA-256 of the bytes."""
        return hashlib.sha256(self.content).hexdigest()

    def is_fresh(self, options: ReadOptions) -> bool:
        """Return whether the latest look was with these answers."""
        return self.looked is not None and self.options == options

    def look(self, options: ReadOptions) -> Looked:
        """Return what the file is with these answers: read now, or what the latest look gave.

        Parameters
        ----------
        options
            The person's answers.
        """
        if self.looked is None or not self.is_fresh(options):
            self.take(options, look_at(self.name, self.raw, options=options, limits=self.limits))
        assert self.looked is not None  # noqa: S101 - set just above
        return self.looked

    def take(self, options: ReadOptions, looked: Looked) -> None:
        """Keep a look, and what its questions offered."""
        self.options, self.looked, self.made, self.token = options, looked, None, ""
        for item in looked.report.findings:
            self.offers = item.offers or self.offers
            self.encoding = self.encoding or item.code.startswith("encoding-")
            if item.code == "several-layers":
                self.layers = item.choices

    def drawn(self) -> Drawable | None:
        """Return what the map shows of the latest look, None for a table or a file that is not placed."""
        frame = None if self.looked is None else self.looked.frame
        if (
            not isinstance(frame, gpd.GeoDataFrame)
            or not (frame.geometry.notna() & ~frame.geometry.is_empty).any()
        ):
            return None
        if self.made is None:
            self.made = drawable(frame)
        if not has_preview(self.token):
            self.token = keep_preview(self.made, self.title)
        return self.made

    @property
    def is_raster(self) -> bool:
        """Return whether the latest look found a raster."""
        return self.looked is not None and is_raster(self.looked.report)

    @property
    def title(self) -> Bilingual:
        """Return the name of the file for legends."""
        return both(self.name)


def _bytes_of(raw: bytes | Path) -> int:
    """Return the size of an upload; 0 of a file that is gone, which the look at it tells."""
    if isinstance(raw, bytes):
        return len(raw)
    return raw.stat().st_size if raw.is_file() else 0


def current_upload() -> Upload | None:
    """Return the upload in work, None without."""
    found = recall(UPLOAD)
    return found if isinstance(found, Upload) else None


def begin_upload(name: str, raw: bytes | Path) -> Upload:
    """Take a new file into work; answers that were about another file are forgotten."""
    stop_reading()
    forget((*ANSWERS, *FORM))
    upload = Upload(name, raw)
    remember(UPLOAD, upload)
    return upload


def drop_upload() -> None:
    """Leave the upload in work and the answers about it; the field for the file is empty again."""
    stop_reading()
    forget((UPLOAD, "up.kind", *ANSWERS, *FORM))
    remember(ROUND, upload_round() + 1)


def stop_reading() -> None:
    """End what is still read in the background; nobody waits for it any more."""
    for name in (JOB, KEEP_JOB):
        job = recall(name)
        if isinstance(job, Background) and job.running:
            job.give_up()
    forget((JOB, KEEP_JOB))


def upload_round() -> int:
    """Return how many uploads were left or imported: the field for the file is a new one each time."""
    return int(recall(ROUND, 0))


def answers() -> ReadOptions:
    """Return the person's answers about the upload in work."""
    crs, axes = _position()
    band, nodata = recall("up.band", ""), str(recall("up.nodata", "")).strip()
    return ReadOptions(
        band=int(band) if band else None,
        nodata=float(nodata) if is_number(nodata) else None,
        layer=recall("up.layer") or None,
        crs=crs,
        datum=_DATUMS.get(recall("up.datum", "")),
        axes=axes,
        encoding=recall("up.encoding") or None,
        table=recall("up.kind", "map") == "table",
    )


def is_number(text: str) -> bool:
    """Return whether a text is a number; "nan" is one."""
    try:
        float(text)
    except ValueError:
        return False
    return True


def _position() -> tuple[str | None, Axes | None]:
    """Return coordinate system and order of axes: an offer chosen, or what was typed."""
    chosen = recall("up.crs", AS_STATED)
    axes = _AXES.get(recall("up.axes", ""))
    if chosen == OTHER:
        return (recall("up.typed", "").strip() or None), axes
    if chosen.endswith(SWAPPED):  # a PROJ string has blanks of its own
        return chosen.removesuffix(SWAPPED), "yx"
    return (chosen or None), axes
