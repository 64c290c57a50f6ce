"""Why a place is or is not possible, as HTML: state, rules with document and distance to compliance, criteria."""

from typing import Any

from geodata.text import Language
from layout.i18n import translate
from layout.rules.article import article_text
from layout.ui.widgets import notice_html, table_html
from layout.workflow.suitability.why import Answer, RuleAnswer

_TONES = {"excluded": "warn", "available": "info", "undecided": "warn", "outside": "empty"}
_ORDER = ("takes", "unknown", "weighs", "keeps", "not_evaluated", "passes", "elsewhere")


def answer_html(answer: Answer, language: Language) -> str:
    """Return an answer as HTML; all text is escaped.

    Parameters
    ----------
    answer
        What is known of the place.
    language
        Language of every word.
    """
    score = translate("domain.no_data", language) if answer.score is None else f"{answer.score:.4f}"
    state = translate(
        f"suitpage.why.state.{answer.state}",
        language,
        lon=f"{answer.lon:.5f}",
        lat=f"{answer.lat:.5f}",
        score=score,
    )
    tone = _TONES[answer.state]
    parts = [notice_html(state, "warn" if tone == "warn" else "empty" if tone == "empty" else "info")]
    if answer.rules:
        parts.append(_rules_html(answer, language))
    if answer.criteria:
        parts.append(_criteria_html(answer, language))
    return "".join(parts)


def _rules_html(answer: Answer, language: Language) -> str:
    """Return the table of rules, those that take the place first."""
    heads = ("state", "rule", "source", "found", "limit", "distance")
    columns = [translate(f"suitpage.why.col.{name}", language) for name in heads]
    ordered = sorted(answer.rules, key=lambda rule: _ORDER.index(rule.state))
    rows = [_rule_row(rule, answer.search_radius_m, language) for rule in ordered]
    return table_html(columns, rows, numeric=(3, 4, 5))


def _rule_row(rule: RuleAnswer, radius_m: float, language: Language) -> list[str]:
    """Return one rule as cells."""
    text = rule.text
    source = " ".join(part for part in (text.document, article_text(text.article).pick(language)) if part)
    year = "" if text.year is None else f" ({text.year})"
    name = text.name.pick(language)
    if rule.reason is not None:
        name = (
            f"{name}: {rule.reason.pick(language)}"
            if language == "en"
            else f"{name}：{rule.reason.pick(language)}"
        )
    return [
        translate(f"suitpage.why.rule.{rule.state}", language),
        name,
        f"{source}{year}" if source else "–",
        _number(rule.found, rule.unit),
        _number(rule.limit, rule.unit),
        _distance(rule, radius_m, language),
    ]


def _distance(rule: RuleAnswer, radius_m: float, language: Language) -> str:
    """Return the distance to the nearest place that complies."""
    if rule.state != "takes":
        return "–"
    if rule.distance_to_compliance_m is None:
        return translate("suitpage.why.beyond", language, radius=f"{radius_m:,.0f}")
    return f"{rule.distance_to_compliance_m:,.0f} m"


def _criteria_html(answer: Answer, language: Language) -> str:
    """Return the table of criteria."""
    heads = ("criterion", "raw", "value", "weight", "contribution")
    columns = [translate(f"suitpage.why.col.{name}", language) for name in heads]
    missing = translate("domain.no_data", language)

    def figure(number: float | None) -> str:
        return missing if number is None else f"{number:.3f}"

    rows = [
        [
            item["name"].pick(language),
            _raw(item, language),
            figure(item["value"]),
            figure(item["weight"]),
            figure(item["contribution"]),
        ]
        for item in answer.criteria
    ]
    return table_html(columns, rows, numeric=(1, 2, 3, 4))


def _raw(item: dict[str, Any], language: Language) -> str:
    """Return what a criterion measures at the place, or how far it is at least."""
    if item["beyond_m"] is not None:
        return translate("suitpage.why.beyond", language, radius=f"{item['beyond_m']:,.0f}")
    return (
        translate("domain.no_data", language) if item["raw"] is None else _number(item["raw"], item["unit"])
    )


def _number(value: float | None, unit: str) -> str:
    """Return a number with its unit, a dash where there is none."""
    return "–" if value is None else f"{value:,.1f} {unit}".rstrip()
