"""The error tree of `layout`.

LayoutError
├── CaseError                      (ValueError)  a case file that cannot be run as written
│   ├── UnknownKeyError            (ValueError)  a key that the case does not have
│   ├── UnknownClusterError        (ValueError)  a cluster outside the 33618 system
│   └── WeightError                (ValueError)  weights that are negative, not finite or all zero
├── EmptyCandidatesError           (ValueError)  no site is left to rank
├── OwnSiteError                   (ValueError)  candidates or parks of the office that cannot be used as they are
├── MissingDataError               (ValueError)  data are missing and the policy is to refuse
├── UnlikePairError                (ValueError)  figures of different definitions were compared
├── UnitError                      (ValueError)  a column whose unit is not stated, not known or stated twice
├── OfficeTableError               (ValueError)  a table of the office that does not follow its template
├── SampleError                    (ValueError)  too few or unusable entities for the method asked for
├── ExportFormatError              (ValueError)  a layer that cannot be written in the format asked for
├── OpenQuestionsError             (ValueError)  questions that must be answered before a file can be imported
├── ImportRefusedError             (ValueError)  a file that is sound and cannot become what was asked for
├── ClusterError                   (OSError)     a scheduler that does not answer, or whose workers died
└── ServerAddressError             (OSError)     an address or port on which the pages cannot be served
"""

from collections.abc import Sequence

from geodata.errors import ExplainedError
from geodata.text import Bilingual


class LayoutError(ExplainedError):
    """Base of every error that `layout` raises."""


class CaseError(LayoutError, ValueError):
    """A case file that cannot be run as written."""


class UnknownKeyError(CaseError):
    """A key that the case does not have."""


class UnknownClusterError(CaseError):
    """A cluster outside the 33618 system."""


class WeightError(CaseError):
    """Weights that are negative, not finite or all zero."""


class EmptyCandidatesError(LayoutError, ValueError):
    """No site is left to rank."""


class OwnSiteError(LayoutError, ValueError):
    """Candidates or parks of the office that cannot be used as they are."""


class MissingDataError(LayoutError, ValueError):
    """Data are missing and the case's policy is to refuse."""


class UnlikePairError(LayoutError, ValueError):
    """Figures of different numerator and denominator were compared."""


class UnitError(LayoutError, ValueError):
    """A column whose unit is not stated, not known or stated twice."""


class OfficeTableError(LayoutError, ValueError):
    """A table of the office that does not follow its template."""


class SampleError(LayoutError, ValueError):
    """Too few or unusable entities for the method asked for."""


class ExportFormatError(LayoutError, ValueError):
    """A layer that cannot be written in the format asked for."""


class ImportRefusedError(LayoutError, ValueError):
    """A file that is sound and cannot become what was asked for."""


class OpenQuestionsError(LayoutError, ValueError):
    """Questions that must be answered before a file can be imported.

    Parameters
    ----------
    en, zh
        The message.
    questions
        What is asked, each with the answers as they stand in a file of answers.
    """

    def __init__(
        self, *, en: str, zh: str, questions: Sequence[tuple[Bilingual, tuple[str, ...]]] = ()
    ) -> None:
        super().__init__(en=en, zh=zh)
        self.questions = tuple(questions)

    @classmethod
    def of(cls, origin: str, questions: Sequence[tuple[Bilingual, tuple[str, ...]]]) -> "OpenQuestionsError":
        """Return the error for the open questions of the file `origin`."""
        first = questions[0][0]
        return cls(
            en=f"{origin}: {len(questions)} questions are open, the first: {first.en}",
            zh=f"{origin}：有 {len(questions)} 个问题待回答，第一个：{first.zh}",
            questions=questions,
        )


class ClusterError(LayoutError, OSError):
    """A scheduler that does not answer, has no workers, or whose workers died."""


class ServerAddressError(LayoutError, OSError):
    """An address or port on which the pages cannot be served."""
