"""One measured figure, its limit, and the table and JSON in which figures are reported."""

import json
import os
import platform
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from statistics import median

RESULT = Path("artefacts") / "bench.json"
LIBRARIES = ("streamlit", "folium", "streamlit-folium", "geopandas", "pandas", "shapely")


@dataclass(frozen=True, slots=True)
class Figure:
    """A measured quantity: its name, unit, repetitions and the limit that the issue sets (None when there is none)."""

    name: str
    unit: str
    values: tuple[float, ...]
    limit: float | None = None

    @property
    def middle(self) -> float:
        """Return the median of the repetitions."""
        return median(self.values)

    @property
    def kept(self) -> bool:
        """Return whether every repetition is within the limit."""
        return self.limit is None or max(self.values) <= self.limit


def table(figures: list[Figure]) -> str:
    """Return the figures as aligned text."""
    head = ("figure", "median", "worst", "limit", "")
    rows = [
        (
            figure.name,
            f"{figure.middle:.3g} {figure.unit}",
            f"{max(figure.values):.3g}",
            "–" if figure.limit is None else f"{figure.limit:g}",
            "ok" if figure.kept else "TOO MUCH",
        )
        for figure in figures
    ]
    widths = [max(len(row[column]) for row in (head, *rows)) for column in range(len(head))]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in (head, *rows)
    )


def write(figures: list[Figure], path: Path = RESULT) -> Path:
    """Write the figures with the machine they were measured on, and return the file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    report = {
        "when": datetime.now(tz=UTC).isoformat(timespec="seconds"),
        "machine": {"cpus": os.cpu_count(), "system": platform.system(), "python": platform.python_version()},
        "libraries": {name: version(name) for name in LIBRARIES},
        "figures": [asdict(figure) | {"median": figure.middle, "kept": figure.kept} for figure in figures],
    }
    path.write_text(json.dumps(report, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    return path
