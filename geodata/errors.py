"""The error tree of `geodata`, and the bilingual base that every package of this project builds on.

ExplainedError                     carries its text in English and Chinese
└── GeodataError
    ├── DataMissingError           (FileNotFoundError)  a dataset or file is not where it should be
    ├── DataFormatError            (ValueError)         bytes that do not follow their format
    ├── UnknownLayerError          (KeyError)           a layer, table or source id that is not known
    ├── CRSMismatchError           (ValueError)         two coordinate reference systems that must agree
    ├── GridMismatchError          (ValueError)         two grids that must be one, or a raster off its grid
    └── WriteError                 (OSError)            an output that could not be written whole
"""

from geodata.text import Bilingual, Language


class ExplainedError(Exception):
    """An error whose message says what, which object, found, expected and what to do, in both languages.

    Parameters
    ----------
    en, zh
        The message in English and in Chinese; one line each.
    """

    def __init__(self, *, en: str, zh: str) -> None:
        super().__init__(en)
        self.text = Bilingual(en=en, zh=zh)

    def __reduce__(self) -> tuple[object, ...]:
        """Travel whole between processes, where the plain way would lose the Chinese text."""
        return _rebuilt, (type(self), self.text.en, self.text.zh)

    def __str__(self) -> str:
        """Return the English message (a built-in second base such as KeyError would quote it)."""
        return self.text.en

    def message(self, language: Language) -> str:
        """Return the message in the language asked for."""
        return self.text.pick(language)


def _rebuilt(kind: type[ExplainedError], en: str, zh: str) -> ExplainedError:
    """Return an error that came from another process."""
    return kind(en=en, zh=zh)


class GeodataError(ExplainedError):
    """Base of every error that `geodata` raises."""


class DataMissingError(GeodataError, FileNotFoundError):
    """A dataset or file is not where it should be."""


class DataFormatError(GeodataError, ValueError):
    """Bytes or cells that do not follow the format they claim."""


class UnknownLayerError(GeodataError, KeyError):
    """A layer, table or source id that the catalogue does not know."""


class CRSMismatchError(GeodataError, ValueError):
    """Two coordinate reference systems that must agree and do not."""


class GridMismatchError(GeodataError, ValueError):
    """Two grids that must be one and are not, or a raster that does not meet its grid."""


class WriteError(GeodataError, OSError):
    """An output that could not be written whole."""
