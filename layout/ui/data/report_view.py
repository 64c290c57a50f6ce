"""The account of a file on the page: verdict, what the file is, and every finding with place and remedy."""

import streamlit as st

from geodata.quality.findings import Finding, Severity, Verdict
from geodata.read import Report
from geodata.text import Language
from layout.i18n import translate
from layout.ui.widgets import Tone, notice
from layout.viz.escape import safe_html

_TONES: dict[Verdict, Tone] = {
    Verdict.REJECT: "error",
    Verdict.ASK: "warn",
    Verdict.REPAIR: "info",
    Verdict.WARN: "warn",
    Verdict.ACCEPT: "info",
}
_LOUD = {
    Severity.ERROR: "cq-badge-bad",
    Severity.QUESTION: "cq-badge-warn",
    Severity.WARNING: "cq-badge-warn",
}
_COLUMNS = ("severity", "where", "found", "remedy")
_FIRST = 12
# longest first: what a remedy says of the command line, and the field that does the same here
_FIELDS = {
    "--crs EPSG:…": "crs",
    "--layer NAME": "layer",
    "--layer 名称": "layer",
    "--axes yx": "axes",
    "--encoding": "encoding",
    "--nodata": "nodata",
    "--band": "band",
    "--datum": "datum",
    "--layer": "layer",
    "--axes": "axes",
    "--crs": "crs",
}


def show_report(report: Report, language: Language) -> None:
    """Draw verdict, summary and findings of a file.

    Parameters
    ----------
    report
        The account.
    language
        Language of every word.
    """
    verdict = translate(f"data_desk.verdict.{report.verdict.value}", language)
    notice(verdict, _TONES[report.verdict])
    st.html(report_html(report, language))
    rest = _told(report)[_FIRST:]
    if rest:
        with st.expander(translate("data_desk.more_findings", language, count=len(rest))):
            st.html(_table(rest, language))


def report_html(report: Report, language: Language) -> str:
    """Return what a file is and the first of its findings as HTML; every word of the file is escaped.

    Parameters
    ----------
    report
        The account.
    language
        Language of every word.
    """
    summary = _summary(report, language) if report.layer else ""
    findings = _told(report)[:_FIRST]
    return f'<div class="cq-keys">{summary}</div>{_table(findings, language) if findings else ""}'


def _told(report: Report) -> list[Finding]:
    """Return the findings that are told here; the assumed datum is asked for below."""
    return [item for item in report.findings if item.code != "datum-assumed"]


def _summary(report: Report, language: Language) -> str:
    """Return what the file is, as HTML."""
    layer = report.layer or {}
    unknown = translate("cli.data.check.unknown", language)
    fields = layer.get("fields")
    geometry = layer.get("geometry")
    kind = "none" if geometry is None else str(geometry).lower()
    values = {
        "layer": layer.get("name"),
        "features": f"{layer['features']:,}" if isinstance(layer.get("features"), int) else None,
        "geometry": translate(f"data_desk.geometry.{kind}", language),
        "crs": layer.get("crs_name"),
        "fields": len(fields) if isinstance(fields, list) else None,
    }
    return "".join(
        f'<span class="cq-key">{safe_html(translate(f"data_desk.fact.{key}", language))}'
        f"<b>{safe_html(unknown if value is None else value)}</b></span>"
        for key, value in values.items()
        if not (key == "crs" and geometry is None)
    )


def _table(findings: list[Finding], language: Language) -> str:
    """Return findings as a table; every word of the file is escaped."""
    head = "".join(
        f"<th>{safe_html(translate(f'data_desk.column.{name}', language))}</th>" for name in _COLUMNS
    )
    rows = "".join(_row(item, language) for item in findings)
    return f'<div class="cq-scroll"><table class="cq-table"><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>'


def _row(item: Finding, language: Language) -> str:
    """Return one finding as a row."""
    look = f"cq-badge {_LOUD.get(item.severity, '')}".strip()
    severity = translate(f"cli.data.severity.{item.severity.value}", language)
    remedy = _for_page(item.remedy.pick(language), language)
    if item.severity is Severity.QUESTION:
        remedy = translate("data_desk.answer_below", language)
    return (
        f'<tr><td><span class="{look}">{safe_html(severity)}</span></td>'
        f"<td>{safe_html(item.where.pick(language))}</td>"
        f"<td>{safe_html(_message(item, language))}</td><td>{safe_html(remedy)}</td></tr>"
    )


def _message(item: Finding, language: Language) -> str:
    """Return what was found, without the name of the file and the place, which stand beside it.

    Of a question for the coordinate system the proposals are left to the table of evidence below.
    """
    text = item.message.pick(language)
    colon = "：" if language == "zh" else ": "
    head, place, rest = text.partition(f"{colon}{item.where.pick(language)}{colon}")
    text = rest if place and head else text
    if item.offers:
        before = text.partition(f"--crs {item.offers[0].crs}")[0]
        text = f"{before}{translate('data_desk.see_evidence', language)}"
    return text


def _for_page(remedy: str, language: Language) -> str:
    """Return a remedy with the fields of the page where the command line has options."""
    for option, field in _FIELDS.items():
        if option in remedy:
            name = translate(f"data_desk.ask.{field}", language)
            remedy = remedy.replace(option, translate("data_desk.quoted", language, name=name))
    return remedy
