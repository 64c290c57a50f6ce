"""Compiles what a suitability study needs, so that the first reader after an installation does not wait for it.

`python -m layout.workflow.suitability.warm CASE.toml` runs in a process of its own beside the server: compiled code lies in a folder that both use.
"""

import os
import sys
import tempfile
from pathlib import Path

from layout.config.suitability_toml import load_suitability_case

_NICE = 10


def warm(path: Path, *, behind: bool = False) -> bool:
    """Compute a study in every way that the pages do; return whether compiled code can be kept here.

    A line on the standard output says when a page can be opened, before the full run is compiled as well.

    Parameters
    ----------
    path
        A small case.
    behind
        Whether the full run is compiled behind everything else on the machine, for this process's remaining life.

    Raises
    ------
    CaseError, GeodataError
        The case or one of its files cannot be used.
    """
    from geodata.compiled import cache_folder  # noqa: PLC0415 - numba loads only where it is used
    from layout.workflow.suitability.preview import open_preview, preview_codes, standing  # noqa: PLC0415 - as above
    from layout.workflow.suitability.run import run_suitability  # noqa: PLC0415 - as above

    if cache_folder() is None:
        return False
    case = load_suitability_case(path)
    preview = open_preview(case, path.parent)
    preview_codes(preview, case)
    standing(preview, case)
    sys.stdout.write("a preview can be opened\n")
    sys.stdout.flush()
    if behind and hasattr(os, "nice"):
        os.nice(_NICE)  # nobody waits for the rest
    with tempfile.TemporaryDirectory() as folder:
        run_suitability(case, path.parent, out=folder)
    return True


def main() -> int:
    """Compile with the case that the command line names; return the exit code."""
    return 0 if warm(Path(sys.argv[1]), behind=True) else 1


if __name__ == "__main__":
    sys.exit(main())
