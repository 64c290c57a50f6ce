"""A file read for what it is to become: the sheets of a workbook that a role takes together need no question."""

from dataclasses import replace
from pathlib import Path

from geodata.quality.findings import Verdict
from geodata.read import ReadOptions, ReadResult, Sandbox, read_file
from layout.workflow.desk.roles import Role


def read_for(
    role: Role, path: Path, *, options: ReadOptions, sandbox: Sandbox | None, name: str | None
) -> tuple[ReadResult, tuple[str, ...]]:
    """Return what reading gave, and the sheets that the role takes together, of which the first was read.

    Parameters
    ----------
    role
        What the file is to become.
    path, options, sandbox, name
        As for :func:`geodata.read.read_file`.

    Raises
    ------
    DataFormatError
        The reading process handed over something else than a layer.
    """
    found = read_file(path, options, sandbox=sandbox, name=name)
    sheets = role.sheets_of(found.report) if found.report.verdict is Verdict.ASK else ()
    if not sheets:
        return found, ()
    return read_file(path, replace(options, layer=sheets[0]), sandbox=sandbox, name=name), sheets
