"""One dataset of the catalogue: what it is, under which terms, how sure and how precise."""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal

import pandas as pd

from geodata.catalog import describe
from geodata.embedded import table
from geodata.embedded.schema import SPECS
from geodata.errors import DataMissingError
from geodata.layer import Layer, Provenance
from geodata.sources.installed import REINSTALL, installed_file, is_installed
from geodata.text import Bilingual

Kind = Literal["polygon", "point", "table", "raster"]

NO_NOTE = Bilingual(en="", zh="")
_FACTS = "geodata/embedded/facts"


@dataclass(frozen=True, slots=True)
class Entry:
    """A dataset that the product can load, show and export.

    Parameters
    ----------
    layer_id, title, kind
        Its id, name and geometry; `table` has none, and the frame of a `raster` is its outline.
    licence, attribution, vintage
        See `geodata.layer.Provenance`.
    build
        Returns the frame; a GeoDataFrame in EPSG:4326 unless the kind is `table`.
    facts
        The embedded table that the rows come from; empty if they come from an installed package alone.
    package_files
        Further files read, as package/path.
    precision
        How precise positions are; empty text means that the frame's own precision column is summed up.
    note
        What a user must know before relying on the dataset.
    regional
        Whether it is good for comparing regions and for nothing smaller: no slope is taken from it.
    remedy
        What to do where its files are not installed, in English and Chinese; None for a plain reinstallation.
    """

    layer_id: str
    title: Bilingual
    kind: Kind
    licence: str
    attribution: Bilingual
    vintage: str
    build: Callable[[], pd.DataFrame]
    facts: str = ""
    package_files: tuple[str, ...] = ()
    precision: Bilingual = NO_NOTE
    note: Bilingual = NO_NOTE
    regional: bool = False
    remedy: tuple[str, str] | None = None

    @property
    def installed(self) -> bool:
        """Return whether all of `files` are there."""
        return all(is_installed(name) for name in self.files)

    @property
    def remedy_text(self) -> Bilingual:
        """Return what to do where it is not installed."""
        english, chinese = self.remedy or REINSTALL
        return Bilingual(en=english, zh=chinese)

    @property
    def files(self) -> tuple[str, ...]:
        """Return the files read, as package/path, in the order of the checksum."""
        own = (f"{_FACTS}/{SPECS[self.facts].file}",) if self.facts else ()
        return (*self.package_files, *own)

    @property
    def checksum_sha256(self) -> str:
        """Return the SHA-256 of the bytes of `files`, one after the other.

        Raises
        ------
        DataMissingError
            A file is not installed.
        """
        return _sha256(self.files, self.remedy)

    @property
    def source_ids(self) -> tuple[str, ...]:
        """Return the keys of the sources that the rows cite."""
        return describe.source_ids(table(self.facts)) if self.facts else ()

    @property
    def confidence(self) -> Mapping[str, int]:
        """Return how many rows have which confidence; empty where rows carry none."""
        return describe.confidence_counts(table(self.facts)) if self.facts else {}

    @property
    def confidence_summary(self) -> Bilingual:
        """Return the confidence in words."""
        return describe.confidence_text(self.confidence)

    @property
    def precision_note(self) -> Bilingual:
        """Return how precise the positions are."""
        if self.precision != NO_NOTE:
            return self.precision
        return describe.precision_text(table(self.facts)) if self.facts else NO_NOTE

    @property
    def provenance(self) -> Provenance:
        """Return the provenance that travels with the layer."""
        return Provenance(
            licence=self.licence,
            attribution=self.attribution,
            vintage=self.vintage,
            source_ids=self.source_ids,
            checksum_sha256=self.checksum_sha256,
            note=self.note,
            files=self.files,
        )

    def load(self) -> Layer:
        """Return the dataset with a frame of its own."""
        return Layer(self.layer_id, self.title, self.build(), self.provenance)


@cache
def _sha256(files: tuple[str, ...], remedy: tuple[str, str] | None) -> str:
    """Return the SHA-256 of installed files, one after the other."""
    digest = hashlib.sha256()
    for name in files:
        try:
            digest.update(installed_file(name, remedy=remedy).read_bytes())
        except DataMissingError as error:
            raise DataMissingError(
                en=f"Checksum: {error.message('en')}", zh=f"校验和：{error.message('zh')}"
            ) from error
    return digest.hexdigest()
