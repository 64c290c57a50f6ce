"""The step "runs"."""

from geodata.text import Language


def show_runs(key: str, language: Language) -> None:
    """Draw the store of runs."""
    del key, language
