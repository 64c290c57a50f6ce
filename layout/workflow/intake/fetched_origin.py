"""Where a file comes from that `cqlayout data fetch` has written: the record beside it, taken only for the very bytes it names."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from geodata.text import Bilingual
from geodata.workspace.files import sha256_of
from layout.entities.wording import both
from layout.workflow.desk.roles import Origin

RECORD_SUFFIX: Final = ".provenance.json"
_MOST_BYTES: Final = 1 << 20


@dataclass(frozen=True, slots=True)
class FetchedOrigin:
    """What the publisher says of a file.

    Parameters
    ----------
    title, attribution, note
        The name to show, the credit, and what must be known.
    licence, vintage
        Terms of use, and the time for which the data hold.
    """

    title: Bilingual
    attribution: Bilingual
    note: Bilingual
    licence: str
    vintage: str


def fetched_origin(path: Path) -> FetchedOrigin | None:
    """Return what the record beside a file says of it, None where there is none, or where it is about other bytes.

    Parameters
    ----------
    path
        The file.
    """
    for record in sorted(path.parent.glob(f"*{RECORD_SUFFIX}")):
        if record.stat().st_size > _MOST_BYTES:
            continue
        try:
            told = json.loads(record.read_text(encoding="utf-8"))
            digest = told["outputs_sha256"].get(path.name)
            found = FetchedOrigin(
                _both(told["title"]),
                _both(told["attribution"]),
                _both(told["note"]),
                str(told["licence"]),
                str(told["vintage"]),
            )
        except (KeyError, TypeError, ValueError, AttributeError):
            continue  # somebody else's file of that name
        if digest == sha256_of(path):
            return found
    return None


def chosen(said: str, fetched: Bilingual | None) -> Bilingual:
    """Return what the person said, or what the publisher says in both languages where that is the same or nothing was said.

    Parameters
    ----------
    said
        The person's words.
    fetched
        The publisher's, None without.
    """
    words = said.strip()
    if fetched is not None and words in {"", fetched.en, fetched.zh}:
        return fetched
    return both(words)


def completed(origin: Origin, fetched: FetchedOrigin | None) -> Origin:
    """Return what the person said, completed by what the publisher says.

    Parameters
    ----------
    origin
        The person's words.
    fetched
        The publisher's, None without.
    """
    if fetched is None:
        return origin
    return Origin(
        title=origin.title.strip() or fetched.title.en,
        source=origin.source.strip() or fetched.attribution.en,
        licence=origin.licence.strip() or fetched.licence,
        year=origin.year.strip() or fetched.vintage,
        who=origin.who,
    )


def _both(value: Any) -> Bilingual:  # noqa: ANN401 - JSON
    """Return a bilingual text from its JSON."""
    return Bilingual(en=str(value["en"]), zh=str(value["zh"]))
