"""Findings about a file, and the verdict that follows from them.

A finding has a code; its severity and its sentences in both languages stand in `messages/*.toml` beside this file. A
message always names the file and the place, and every finding has a remedy.
"""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache
from importlib import resources
from typing import TypeAlias

from geodata.quality.offers import Offer
from geodata.quality.places import WHOLE_FILE
from geodata.quality.shown import shown
from geodata.text import Bilingual

Json: TypeAlias = bool | int | float | str | list["Json"] | dict[str, "Json"] | None

MOST_FINDINGS = 200
_FIELDS = {"severity", "en", "zh", "remedy_en", "remedy_zh"}


class Severity(StrEnum):
    """How much a finding weighs; from worst to least."""

    ERROR = "error"
    QUESTION = "question"
    REPAIR = "repair"
    WARNING = "warning"
    NOTE = "note"


class Verdict(StrEnum):
    """What becomes of the file."""

    REJECT = "reject"
    ASK = "ask"
    REPAIR = "repair"
    WARN = "warn"
    ACCEPT = "accept"


_VERDICTS = {
    Severity.ERROR: Verdict.REJECT,
    Severity.QUESTION: Verdict.ASK,
    Severity.REPAIR: Verdict.REPAIR,
    Severity.WARNING: Verdict.WARN,
    Severity.NOTE: Verdict.ACCEPT,
}


@dataclass(frozen=True, slots=True)
class Template:
    """The words of a code.

    Parameters
    ----------
    severity
        How much it weighs.
    message, remedy
        Sentences with `{placeholders}`.
    """

    severity: Severity
    message: Bilingual
    remedy: Bilingual


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was found in a file.

    Parameters
    ----------
    code
        A stable word for programs.
    severity
        How much it weighs.
    where
        The place in the file.
    message
        File, place and what was found.
    remedy
        What to do about it.
    choices
        The answers that a question offers, as they are typed.
    offers
        Of a question for the coordinate system, the choices with their evidence.
    """

    code: str
    severity: Severity
    where: Bilingual
    message: Bilingual
    remedy: Bilingual
    choices: tuple[str, ...] = ()
    offers: tuple[Offer, ...] = ()

    def as_record(self) -> dict[str, Json]:
        """Return the finding as `cqlayout data check --json` prints it."""
        return {
            "code": self.code,
            "severity": self.severity.value,
            "where": self.where.en,
            "where_zh": self.where.zh,
            "message_en": self.message.en,
            "message_zh": self.message.zh,
            "remedy_en": self.remedy.en,
            "remedy_zh": self.remedy.zh,
            "choices": list(self.choices),
            "offers": [dict[str, Json](offer.as_record()) for offer in self.offers],
        }

    @classmethod
    def from_record(cls, record: Mapping[str, object]) -> "Finding":
        """Return the finding that :meth:`as_record` wrote.

        Raises
        ------
        KeyError, TypeError, ValueError
            The record is none.
        """
        choices, offers = record["choices"], record["offers"]
        texts = {name: value for name, value in record.items() if isinstance(value, str)}
        if not isinstance(choices, list) or not all(isinstance(choice, str) for choice in choices):
            message = "the choices of a finding are texts"
            raise TypeError(message)
        if not isinstance(offers, list) or not all(isinstance(offer, dict) for offer in offers):
            message = "the offers of a finding are objects"
            raise TypeError(message)
        found = cls._from_texts(texts, tuple(choices))
        return replace(found, offers=tuple(Offer.from_record(offer) for offer in offers))

    @classmethod
    def _from_texts(cls, record: Mapping[str, str], choices: tuple[str, ...]) -> "Finding":
        """Return a finding of its texts."""
        return cls(
            code=record["code"],
            severity=Severity(record["severity"]),
            where=Bilingual(en=record["where"], zh=record["where_zh"]),
            message=Bilingual(en=record["message_en"], zh=record["message_zh"]),
            remedy=Bilingual(en=record["remedy_en"], zh=record["remedy_zh"]),
            choices=choices,
        )


@cache
def templates() -> Mapping[str, Template]:
    """Return the words of every code.

    Raises
    ------
    ValueError
        A code stands twice or lacks one of its sentences: a fault of ours that a test finds.
    """
    found: dict[str, Template] = {}
    folder = resources.files("geodata.quality") / "messages"
    for file in sorted(folder.iterdir(), key=lambda entry: entry.name):
        for code, words in tomllib.loads(file.read_text(encoding="utf-8")).items():
            if code in found or set(words) != _FIELDS:
                message = f"{file.name}: code {code} stands twice or has other keys than {sorted(_FIELDS)}"
                raise ValueError(message)
            found[code] = Template(
                severity=Severity(words["severity"]),
                message=Bilingual(en=words["en"], zh=words["zh"]),
                remedy=Bilingual(en=words["remedy_en"], zh=words["remedy_zh"]),
            )
    return found


def finding(
    code: str,
    *,
    file: str,
    where: Bilingual | None = None,
    choices: Iterable[str] = (),
    offers: Iterable[Offer] = (),
    **values: object,
) -> Finding:
    """Return a finding with its sentences filled in.

    Parameters
    ----------
    code
        A key of the message files.
    file
        The name of the file as the person knows it.
    where
        The place; the whole file when None.
    choices, offers
        The answers that a question offers, and those for the coordinate system with their evidence.
    values
        What the placeholders stand for. A `Bilingual` gives each language its own words; anything else is made
        safe with :func:`geodata.quality.shown.shown`.

    Raises
    ------
    KeyError
        There is no such code, or a placeholder has no value: a fault of ours.
    """
    template, place = templates()[code], WHOLE_FILE if where is None else where
    message, remedy = _filled(template.message, values), _filled(template.remedy, values)
    name = shown(file, longest=120)
    return Finding(
        code=code,
        severity=template.severity,
        where=place,
        message=Bilingual(en=f"{name}: {place.en}: {message.en}", zh=f"{name}：{place.zh}：{message.zh}"),
        remedy=remedy,
        choices=tuple(choices),
        offers=tuple(offers),
    )


def _filled(text: Bilingual, values: Mapping[str, object]) -> Bilingual:
    """Return both sentences with their placeholders filled."""
    en = {key: value.en if isinstance(value, Bilingual) else shown(value) for key, value in values.items()}
    zh = {key: value.zh if isinstance(value, Bilingual) else shown(value) for key, value in values.items()}
    return Bilingual(en=text.en.format_map(en), zh=text.zh.format_map(zh))


def verdict(findings: Iterable[Finding]) -> Verdict:
    """Return what becomes of a file with these findings: the worst one decides."""
    present = {item.severity for item in findings}
    return next((_VERDICTS[severity] for severity in Severity if severity in present), Verdict.ACCEPT)
