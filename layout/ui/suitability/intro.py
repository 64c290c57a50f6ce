"""What the reader must know before the map: the note of the case, what is missing, and how to bring it."""

from geodata.text import Language
from layout.i18n import translate
from layout.ui.suitability.shown import Shown
from layout.ui.widgets import notice, quiet


def show_intro(shown: Shown | None, language: Language) -> None:
    """Show the note of the study and what it lacks; without a study, what one needs.

    Parameters
    ----------
    shown
        The open study, None where none is chosen.
    language
        Language of every word.
    """
    if shown is None:
        quiet(*(translate(f"suitpage.need.{part}", language) for part in ("layers", "none_ships", "how")))
        return
    case = shown.preview.case
    if case.note is not None:
        notice(case.note.pick(language), "warn")
    missing = len(shown.preview.not_evaluated)
    if missing:
        notice(
            translate(
                "suitpage.need.rules", language, count=missing, total=missing + len(shown.preview.rules)
            ),
            "warn",
        )
    if not any(layer.path or layer.item for layer in case.layers.values()):
        quiet(*(translate(f"suitpage.need.{part}", language) for part in ("none_ships", "how")))
