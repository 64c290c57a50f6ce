"""What a role asks before an import beyond name and origin, such as the confirmed matches of a table of figures.

A role of `layout.workflow.intake.importing.ROLES` that asks nothing needs no entry here.
"""

from collections.abc import Callable
from typing import Final

from geodata.text import Language
from layout.ui.data.join_view import show_join
from layout.ui.data.upload_state import Upload
from layout.ui.state import recall
from layout.workflow.desk.roles import Settings
from layout.workflow.desk.tables import STATISTICS_ITEM

# Draws its questions about the upload (`upload.looked.frame` holds the rows, placed) and returns what the role's `keep`
# gets as `incoming.settings`, or None as long as an answer is missing: the import waits for it.
RoleForm = Callable[[Upload, Language], Settings | None]


def ask_statistics(upload: Upload, language: Language) -> Settings | None:
    """Draw the wizard of a table of figures and return its settings, None while a question is open.

    Parameters
    ----------
    upload
        The upload, accepted and read as a table.
    language
        Language of every word.
    """
    frame = None if upload.looked is None else upload.looked.frame
    if frame is None:
        return None
    return show_join([("", frame)], name=upload.name, language=language, source=recall("up.source", ""))


ROLE_FORMS: Final[dict[str, RoleForm]] = {STATISTICS_ITEM: ask_statistics}


def ask_role(role_id: str, upload: Upload, *, language: Language) -> Settings | None:
    """Draw what a role asks and return its settings, None as long as an answer is missing.

    Parameters
    ----------
    role_id
        The role chosen.
    upload
        The upload, accepted and read.
    language
        Language of every word.
    """
    form = ROLE_FORMS.get(role_id)
    return {} if form is None else form(upload, language)
