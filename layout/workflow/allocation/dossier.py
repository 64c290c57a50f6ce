"""All that a report of a layout plan prints, gathered from its run: names, sources, checksums, versions."""

import hashlib
from collections.abc import Mapping
from typing import Any

from geodata.embedded import table
from geodata.text import Bilingual
from layout.allocation.account import Dossier
from layout.entities.wording import both, say
from layout.runs.model import environment
from layout.workflow.allocation.allocate import AllocationRun


def plan_dossier(run: AllocationRun, studies: Mapping[str, Any]) -> Dossier:
    """Return what the report of a run prints.

    Parameters
    ----------
    run
        A run.
    studies
        Results of further studies, as `layout.workflow.allocation.studies.run_studies` returns them.
    """
    case, versions = run.case, environment()
    untitled = say("plan.word.untitled")
    return Dossier(
        title=untitled if case.title is None else Bilingual(en=case.title.en, zh=case.title.zh),
        note=None if case.note is None else Bilingual(en=case.note.en, zh=case.note.zh),
        illustrative=case.illustrative,
        problem=run.problem,
        solution=run.solution,
        report=run.report,
        baseline=run.baseline,
        refused=run.refused,
        warnings=run.assembled.warnings,
        names=plan_names(),
        sources=tuple(_sources(run)),
        studies=studies,
        inputs={
            found.name: hashlib.sha256(found.content).hexdigest() for found in run.assembled.tables.values()
        },
        environment={
            "Python": versions["python"],
            **{name: str(version or "–") for name, version in versions["packages"].items()},
        },
    )


def plan_names() -> dict[str, Bilingual]:
    """Return the words for zones, districts and clusters of the embedded facts by their key."""
    keys = {"layout_zones": "zone_id", "districts": "adcode", "clusters": "cluster_id"}
    return {
        str(row[key]): Bilingual(en=str(row["name_en"]), zh=str(row["name_zh"]))
        for name, key in keys.items()
        for row in table(name)[[key, "name_en", "name_zh"]].to_dict("records")
    }


def _sources(run: AllocationRun) -> list[Bilingual]:
    """Return what the figures of a run rest on."""
    setting = run.case.allocation
    found = [say("plan.source.projects", table=setting.projects)]
    if setting.parks_from_facts is None:
        found.append(say("plan.source.parks", table=setting.parks or ""))
    else:
        reason = setting.parks_from_facts.reason
        words = Bilingual(en=reason.en, zh=reason.zh)
        found += [say("plan.source.facts"), say("plan.source.assumed", reason=words)]
    if setting.scoring_case is not None:
        found.append(say("plan.source.scoring", table=setting.scoring_case))
    elif setting.values is not None:
        found.append(say("plan.source.values", table=setting.values))
    found.append(say("plan.source.goals"))
    found += [
        say("plan.source.limit", name=both(item.id), reason=Bilingual(item.reason.en, item.reason.zh))
        for items in (setting.targets, setting.quotas, setting.incompatible)
        for item in items
        if item.reason is not None
    ]
    return found
