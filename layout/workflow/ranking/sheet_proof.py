"""The proof of a ranking on its method sheet: certificate, stability, acceptability, methods side by side."""

from collections.abc import Iterator

from geodata.text import Bilingual, Language
from layout.entities.document import Block, Heading, Items, Paragraph, Table
from layout.i18n import translate
from layout.scoring.robustness.agreement import Agreement
from layout.scoring.robustness.certificate_words import model_words
from layout.workflow.ranking.proof import Proof
from layout.workflow.ranking.rank import RankingResult

BEST = 15
OPPOSITES = 10


def proof_blocks(result: RankingResult, proof: Proof | None, *, language: Language) -> Iterator[Block]:
    """Yield the blocks of the proof.

    Parameters
    ----------
    result
        The ranking.
    proof
        Its proof; a sentence stands where there is none.
    language
        Language of the words.
    """
    if proof is None:
        yield Paragraph(translate("report.sheet.no_proof", language))
        return
    found = proof.certificate
    sections: tuple[tuple[str, tuple[Bilingual, ...]], ...] = (
        ("standing", proof.standing),
        ("doubt", proof.doubts),
        ("why", tuple(reason.text for reason in proof.reasons)),
        ("alike", tuple(pair.text for pair in found.opposites[:OPPOSITES])),
        ("screening", found.screening.notes),
        ("notes", proof.notes),
    )
    for key, sentences in sections:
        if sentences:
            yield Heading(translate(f"proof.certificate.{key}", language).rstrip(":："))
            yield Items(tuple(sentence.pick(language) for sentence in sentences))
    yield from _stability(proof, language)
    yield from _acceptability(result, proof, language)
    yield from _methods(found.agreement, proof, language)


def _stability(proof: Proof, language: Language) -> Iterator[Block]:
    """Yield the interval of each weight within which the first stays first."""
    found = proof.certificate
    yield Heading(translate("report.sheet.stability", language))
    rows = []
    for name, row in zip(found.stability.index, found.stability.to_dict("records"), strict=True):
        takers = [found.label(row[end]).pick(language) if row[end] else "–" for end in ("below", "above")]
        weights = [float(row[key]) for key in ("weight", "low", "high")]
        rows.append([found.label(name).pick(language), *weights, *takers])
    keys = ("criterion", "weight", "lowest", "highest", "first_below", "first_above")
    yield Table([translate(f"report.sheet.{key}", language) for key in keys], rows)


def _acceptability(result: RankingResult, proof: Proof, language: Language) -> Iterator[Block]:
    """Yield how often the best sites are first, their confidence and their ranks in the draws."""
    found = proof.certificate
    yield Heading(translate("report.sheet.acceptability", language))
    near, anywhere = found.around, found.anywhere
    sites = [str(site) for site in result.ranking.index if site in near.acceptability.index][:BEST]
    columns = (
        near.acceptability.iloc[:, 0],
        anywhere.acceptability.iloc[:, 0],
        anywhere.confidence,
        near.expected_rank,
    )
    numbers = [column.loc[sites].tolist() for column in columns]
    ends = zip(near.rank_best.loc[sites].tolist(), near.rank_worst.loc[sites].tolist(), strict=True)
    rows = [
        [found.label(site).pick(language), *row, f"{best}–{worst}"]
        for site, *row, (best, worst) in zip(sites, *numbers, ends, strict=True)
    ]
    keys = ("site", "first_near", "first_anywhere", "confidence", "expected", "rank_range")
    yield Table([translate(f"report.sheet.{key}", language) for key in keys], rows)
    kind = translate(f"cli.smaa.space.{near.settings.space.kind}", language)
    draws = {
        "draws": near.settings.draws,
        "seed": near.settings.seed,
        "space": kind,
        "model": model_words(found, near).pick(language),
    }
    yield Paragraph(translate("report.sheet.drawn", language, **draws), quiet=True)


def _methods(agreement: Agreement, proof: Proof, language: Language) -> Iterator[Block]:
    """Yield the ranks by several methods and their rank correlations."""
    label = proof.certificate.label
    names = [label(name).pick(language) for name in agreement.ranks]
    if len(names) < 2:  # noqa: PLR2004 - side by side takes two
        return
    yield Heading(translate("report.sheet.methods", language))
    best = agreement.ranks.loc[list(proof.certificate.solution.order[:BEST])]
    rows = [
        [label(site).pick(language), *(str(rank) for rank in row)]
        for site, row in zip(best.index, best.to_numpy(dtype=object).tolist(), strict=True)
    ]
    yield Table([translate("report.sheet.site", language), *names], rows)
    for key in ("spearman", "kendall", "ws"):
        table = getattr(agreement, key).to_numpy(dtype="float64").tolist()
        cells = [[name, *row] for name, row in zip(names, table, strict=True)]
        yield Table([translate(f"report.sheet.{key}", language), *names], cells)
