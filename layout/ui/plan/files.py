"""The files of a layout plan to take away: the same that the command line writes."""

import io
import zipfile
from collections.abc import Callable
from functools import partial

import streamlit as st

from geodata.text import Language
from layout.config.allocation_toml import dump_allocation_case
from layout.i18n import translate
from layout.report.plan_files import report_files
from layout.ui.downloads import file_button
from layout.ui.kept.plans import PlanRun
from layout.ui.plan.result import dossier_of
from layout.ui.widgets import heading, quiet
from layout.workflow.allocation.export import plan_geopackage, plan_workbook
from layout.workflow.allocation.files import run_files

_COLUMNS = 4


def show_files(found: PlanRun, language: Language) -> None:
    """Offer every file of a run; each is made when it is asked for."""
    heading(translate("plan.files.title", language), translate("plan.files.note", language))
    makers = file_makers(found)
    columns = st.columns(_COLUMNS)
    for place, (name, maker) in enumerate(makers.items()):
        with columns[place % _COLUMNS]:
            file_button(name, maker, name=name, key=f"plan_file_{name}")
    quiet(translate("plan.files.repeat", language))


def file_makers(found: PlanRun) -> dict[str, Callable[[], bytes]]:
    """Return what makes each file of a run by its name; a case without a plan has its case, its report and its record."""
    dossier = dossier_of(found)
    report = dossier.report
    makers: dict[str, Callable[[], bytes]] = {}
    for name in report_names():
        makers[name] = partial(_report, found, name)
    if report is not None:
        makers["plan.xlsx"] = partial(plan_workbook, dossier, report)
        makers["plan.gpkg"] = partial(plan_geopackage, dossier, report)
        makers |= {
            name: partial(_run_file, found, name) for name in ("plan.csv", "plan.geojson", "effect.csv")
        }
    makers["run.json"] = partial(_run_file, found, "run.json")
    makers["case.toml"] = dump_allocation_case(found.case).encode
    makers["case.zip"] = partial(_case_zip, found)
    return makers


def _case_zip(found: PlanRun) -> bytes:
    """Return the case with every file that it names: unpacked, the command line runs it."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in {
            "case.toml": dump_allocation_case(found.case).encode(),
            **found.bundle.files,
        }.items():
            archive.writestr(zipfile.ZipInfo(name, date_time=found.when.timetuple()[:6]), content)
    return packed.getvalue()


def report_names() -> tuple[str, ...]:
    """Return the names of the reports."""
    return ("report.zh.html", "report.zh.docx", "report.en.html", "report.en.docx")


def _report(found: PlanRun, name: str) -> bytes:
    """Return one report."""
    return report_files(dossier_of(found))[name]


def _run_file(found: PlanRun, name: str) -> bytes:
    """Return one file of the run, as the command line writes it."""
    return run_files(found.run, when=found.when, studies=found.studies)[name]
