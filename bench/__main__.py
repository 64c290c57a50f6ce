"""`python -m bench [score|map|sites|allocation|mcda|suitability|reweight|scale]`: measure, print a table, write artefacts/bench.json; exit 1 when a limit is broken."""

import sys

from bench import allocation, mcda, reweight, scale, score, sites, suitability
from bench import map as map_bench
from bench.figures import table, write

BENCHES = {
    "score": score.measure,
    "map": map_bench.measure,
    "sites": sites.measure,
    "allocation": allocation.measure,
    "mcda": mcda.measure,
    "suitability": suitability.measure,
    "reweight": reweight.measure,
    "scale": scale.measure,
}


def main(names: list[str]) -> int:
    """Run the benches named, or all, and return the exit code."""
    unknown = [name for name in names if name not in BENCHES]
    if unknown:
        print(f"bench: unknown {', '.join(unknown)}; expected {', '.join(BENCHES)}", file=sys.stderr)
        return 2
    figures = [figure for name, bench in BENCHES.items() if not names or name in names for figure in bench()]
    print(table(figures))
    print(f"written to {write(figures)}")
    return 0 if all(figure.kept for figure in figures) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
