"""The files of a proof: robustness.csv and .json, certificate.json and .txt."""

from typing import Any

import pandas as pd

from geodata.text import Bilingual, Language
from geodata.write import to_csv_bytes, to_json_bytes
from layout.entities.wording import say
from layout.workflow.plain.certificate import certificate_data
from layout.workflow.plain.mcda_json import agreement_data, plain_table, plain_texts, smaa_data
from layout.workflow.ranking.proof import Proof

RANKS_SHOWN = 10
DECIMALS = 6
PROOF_FILES = ("robustness.csv", "robustness.json", "certificate.json", "certificate.txt")


def proof_files(proof: Proof) -> dict[str, bytes]:
    """Return the files of a proof by name."""
    return {
        "robustness.csv": to_csv_bytes(robustness_table(proof).reset_index()),
        "robustness.json": to_json_bytes(robustness_data(proof)),
        "certificate.json": certificate_json(proof),
        "certificate.txt": certificate_text(proof).encode(),
    }


def certificate_json(proof: Proof) -> bytes:
    """Return the certificate as JSON."""
    return to_json_bytes(proof_certificate(proof))


def robustness_table(proof: Proof) -> pd.DataFrame:
    """Return one row a site, best first.

    Columns: rank, names, share of draws in first place around the weights of the case and over all weights,
    confidence, expected, best and worst rank in the draws, share of each of the first ten ranks, central weights,
    and who dominates the site.
    """
    found, result = proof.certificate, proof.result
    around, anywhere = found.around, found.anywhere
    order = [site for site in result.ranking.index if site in around.acceptability.index]
    ranks = around.acceptability.iloc[:, :RANKS_SHOWN].add_prefix("share_rank_")
    dominated = found.screening.dominated or {}
    table = pd.concat(
        [
            result.ranking["rank"],
            result.sites[["name_zh", "name_en"]],
            pd.DataFrame(
                {
                    "first_share_case_weights": around.acceptability.iloc[:, 0],
                    "first_share_all_weights": anywhere.acceptability.iloc[:, 0],
                    "confidence": anywhere.confidence,
                    "expected_rank": around.expected_rank,
                    "rank_best": around.rank_best,
                    "rank_worst": around.rank_worst,
                }
            ).round(DECIMALS),
            ranks.round(DECIMALS),
            anywhere.central_weights.add_prefix("central_weight_").round(DECIMALS),
        ],
        axis=1,
    ).loc[order]
    table["dominated_by"] = [dominated.get(str(site)) for site in order]
    return table.rename_axis("site_id")


def robustness_data(proof: Proof) -> dict[str, Any]:
    """Return both SMAA results, stability, methods side by side and rank reversal as plain data."""
    found = proof.certificate
    return {
        "weights_of_the_case": smaa_data(found.around, notes=proof.notes, normalisation="value functions"),
        "all_weights": smaa_data(found.anywhere, notes=proof.notes, normalisation="value functions"),
        "weight_stability": plain_table(found.stability),
        "comparison": agreement_data(found.agreement),
        "screening": {
            "dominated": None if found.screening.dominated is None else dict(found.screening.dominated),
            "duplicates": [list(group) for group in found.screening.duplicates],
            "constant": list(found.screening.constant),
            "same": [list(pair) for pair in found.screening.same],
            "notes": plain_texts(found.screening.notes),
        },
        "opposites": [
            {
                "one": pair.one,
                "other": pair.other,
                "gap": pair.gap,
                "contrast": pair.contrast,
                **plain_texts([pair.text])[0],
            }
            for pair in found.opposites
        ],
    }


def proof_certificate(proof: Proof) -> dict[str, Any]:
    """Return the certificate as plain data, with names, notes and the reason for every rival's place."""
    found = proof.certificate
    names = [*found.recommended, *(rival.name for rival in found.rivals)]
    return {
        "title": proof.result.case.title.bilingual,
        "illustrative": proof.result.case.illustrative,
        "names": {name: found.label(name) for name in names},
        **certificate_data(found),
        "notes": plain_texts(proof.notes),
    }


def certificate_lines(proof: Proof, language: Language) -> list[str]:
    """Return the certificate in words, one line a sentence.

    Parameters
    ----------
    proof
        The proof.
    language
        Language of the lines.
    """
    found = proof.certificate

    def section(key: str, texts: tuple[Bilingual, ...]) -> list[str]:
        heading = say(f"proof.certificate.{key}").pick(language)
        return [heading, *(f"* {text.pick(language)}" for text in texts)] if texts else []

    return [
        *section("standing", proof.standing),
        *section("doubt", proof.doubts),
        *section("why", tuple(reason.text for reason in proof.reasons)),
        *section("alike", tuple(pair.text for pair in found.opposites[:RANKS_SHOWN])),
        *section("screening", found.screening.notes),
        *section("notes", proof.notes),
    ]


def certificate_text(proof: Proof) -> str:
    """Return the certificate as text in both languages."""
    title = proof.result.case.title
    return "".join(
        "\n".join([title.pick(language), "", *certificate_lines(proof, language), "", ""])
        for language in ("zh", "en")
    )
