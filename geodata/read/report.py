"""The account of one file: what `cqlayout data check --json` prints and what the page shows."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from geodata.quality.findings import MOST_FINDINGS, Finding, Json, Severity, Verdict, finding, verdict


@dataclass(frozen=True, slots=True)
class Report:
    """The account of one file.

    Parameters
    ----------
    file
        Its name.
    verdict
        What becomes of it.
    layer
        The layer that was found, or None: features, geometry, crs, fields, bounds, and more.
    findings
        What was found, the worst first.
    """

    file: str
    verdict: Verdict
    layer: Mapping[str, Json] | None
    findings: tuple[Finding, ...]

    def as_record(self) -> dict[str, Json]:
        """Return the report as plain JSON types."""
        return {
            "file": self.file,
            "verdict": self.verdict.value,
            "layer": None if self.layer is None else dict(self.layer),
            "findings": [item.as_record() for item in self.findings],
        }

    @classmethod
    def from_record(cls, record: Mapping[str, Json]) -> "Report":
        """Return the report that :meth:`as_record` wrote.

        Raises
        ------
        KeyError, TypeError, ValueError
            The record is none: it comes from a process that a hostile file may have taken over.
        """
        layer, findings = record["layer"], record["findings"]
        if not isinstance(findings, list) or not (layer is None or isinstance(layer, dict)):
            message = "a report has a list of findings and a layer or null"
            raise TypeError(message)
        made = []
        for item in findings:
            if not isinstance(item, dict):
                message = "a finding is an object"
                raise TypeError(message)
            made.append(Finding.from_record(item))
        return cls(str(record["file"]), Verdict(str(record["verdict"])), layer, tuple(made))


def account(file: str, findings: Iterable[Finding], *, layer: Mapping[str, Json] | None) -> Report:
    """Return the report of a file, its worst findings first.

    Parameters
    ----------
    file
        Its name.
    findings
        What was found, in the order of reading.
    layer
        As :func:`geodata.read.summary.describe` returns it.
    """
    order = list(Severity)
    ranked = sorted(findings, key=lambda item: order.index(item.severity))
    shown = ranked[:MOST_FINDINGS]
    if len(ranked) > len(shown):
        shown.append(finding("more-findings", file=file, count=len(ranked) - len(shown)))
    return Report(file, verdict(ranked), layer, tuple(shown))
