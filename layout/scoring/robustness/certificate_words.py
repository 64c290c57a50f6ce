"""The sentences of a certificate: what holds the recommendation up, and under which conditions it would be wrong."""

import math

from geodata.text import Bilingual
from layout.entities.wording import clauses, listing, plain, say
from layout.scoring.robustness.certificate import Certificate, Rival
from layout.scoring.robustness.smaa import ADDITIVE, SmaaResult

NAMED = 3
DECIMALS, MOST_DECIMALS = 3, 9
"""Decimals of a weight as it is told, and how many it takes at most to tell it from 0 and 1."""


def standing_sentences(certificate: Certificate) -> tuple[Bilingual, ...]:
    """Return what the recommendation rests on: the lead, the shares of weights, the other methods."""
    first = certificate.recommended[0]
    label = certificate.label
    if len(certificate.solution.ranks) == 1:
        return (say("mcda.certificate.only", name=label(first)),)
    sentences = [_lead(certificate)]
    sentences += _shares(certificate)
    agreeing = [name for name, firsts in certificate.agreement.firsts.items() if first in firsts]
    total = len(certificate.agreement.firsts)
    if total > 1:
        sentences.append(
            say("mcda.certificate.methods", first=label(first), count=len(agreeing), total=total)
        )
    return tuple(sentences)


def doubt_sentences(certificate: Certificate) -> tuple[Bilingual, ...]:
    """Return the conditions under which the recommendation would be wrong, the closest ones of each kind."""
    first = certificate.recommended[0]
    if len(certificate.solution.ranks) == 1:
        return ()
    sentences = [*_outdrawn(certificate), *_weights(certificate)]
    for rival in certificate.rivals:
        sentences += _rival(rival, certificate.label(rival.name))
    for name, firsts in certificate.agreement.firsts.items():
        if first not in firsts:
            sentences.append(
                say(
                    "mcda.certificate.other_method",
                    method=certificate.label(name),
                    names=listing(map(certificate.label, firsts[:NAMED])),
                )
            )
    sentences += _reversal(certificate)
    return tuple(sentences)


def model_words(certificate: Certificate, smaa: SmaaResult) -> Bilingual:
    """Return what scored the draws: additive values, or the name of the method."""
    return say("smaa_model.name.additive") if smaa.model == ADDITIVE else certificate.label(smaa.model)


def _lead(certificate: Certificate) -> Bilingual:
    """Return the sentence on who is first and by how much."""
    names = listing(certificate.label(name) for name in certificate.recommended[:NAMED])
    if len(certificate.recommended) > 1:
        return say("mcda.certificate.shared", names=names, count=len(certificate.recommended))
    return say("mcda.certificate.lead", name=names, margin=plain(100 * certificate.margin, 3))


def _shares(certificate: Certificate) -> list[Bilingual]:
    """Return the sentences on the shares of weights for which the first is first, and its strongest rival."""
    first, label = certificate.recommended[0], certificate.label
    sentences = []
    kind = certificate.around.settings.space.kind
    drawn = [(kind, certificate.around), ("anywhere", certificate.anywhere)]
    for key, smaa in drawn[: 1 if kind == "uniform" else 2]:
        shares = smaa.acceptability.iloc[:, 0]
        rivals = shares.drop(index=first)
        rival = str(rivals.index[int(rivals.to_numpy().argmax())]) if len(rivals) else first
        sentences.append(
            say(
                f"mcda.certificate.{key}",
                model=model_words(certificate, smaa),
                first=label(first),
                share=f"{100 * float(shares[first]):.0f}",
                rival=label(rival),
                rival_share=f"{100 * float(shares[rival]):.0f}",
                draws=smaa.settings.draws,
                error=f"{100 * smaa.error:.1f}",
            )
        )
    return sentences


def _outdrawn(certificate: Certificate) -> list[Bilingual]:
    """Return the sentence on another that is first clearly more often in the draws near the chosen weights."""
    shares, first = certificate.around.acceptability.iloc[:, 0], certificate.recommended[0]
    rival = str(shares.index[int(shares.to_numpy().argmax())])
    if shares[rival] - shares[first] <= 2 * certificate.around.error:
        return []
    return [
        say(
            "mcda.certificate.outdrawn",
            first=certificate.label(first),
            rival=certificate.label(rival),
            share=f"{100 * float(shares[first]):.0f}",
            rival_share=f"{100 * float(shares[rival]):.0f}",
        )
    ]


def _weights(certificate: Certificate) -> list[Bilingual]:
    """Return the sentences on the weights that need to move least."""
    stability, label = certificate.stability, certificate.label
    rows = stability.assign(
        down=(stability["weight"] - stability["low"]).where(stability["below"] != ""),
        up=(stability["high"] - stability["weight"]).where(stability["above"] != ""),
    )
    rows["least"] = rows[["down", "up"]].min(axis=1)
    close = rows[rows["least"].notna()].sort_values("least", kind="stable").head(NAMED)
    sentences = []
    for name, row in zip(close.index, close.to_dict("records"), strict=True):
        falls = row["down"] == row["least"]
        sentences.append(
            say(
                "mcda.certificate.weight_below" if falls else "mcda.certificate.weight_above",
                criterion=label(name),
                weight=f"{row['weight']:.3f}",
                edge=edge_text(float(row["low" if falls else "high"]), falls=bool(falls)),
                taker=label(row["below" if falls else "above"]),
            )
        )
    return sentences or [say("mcda.certificate.weights_firm")]


def edge_text(edge: float, *, falls: bool) -> str:
    """Return the end of a stability interval as it is told: rounded outwards, with the decimals that tell it from 0 and 1.

    Parameters
    ----------
    edge
        Weight at which another alternative takes over.
    falls
        Whether it takes over below.
    """
    for decimals in range(DECIMALS, MOST_DECIMALS):
        steps = round(edge * 10**decimals, MOST_DECIMALS - decimals)
        shown = (math.floor(steps) if falls else math.ceil(steps)) / 10**decimals
        if 0 < shown < 1:
            return f"{shown:.{decimals}f}"
    return f"{edge:.{MOST_DECIMALS}g}"


def _rival(rival: Rival, name: Bilingual) -> list[Bilingual]:
    """Return the sentences on what would bring a rival first."""
    sentences = [rival.weights.text] if rival.weights is not None else []
    if rival.attributes:
        sentences.append(rival.attributes[0].text)
    else:
        sentences.append(say("mcda.certificate.no_attribute", name=name))
    return sentences


def _reversal(certificate: Certificate) -> list[Bilingual]:
    """Return the sentence on rank reversal."""
    found, label = certificate.reversal, certificate.label
    if found.free:
        return [say("mcda.certificate.reversal_free", tried=found.tried)]
    changed = [item for item in (*found.dropped, *found.copied) if item.new_first is not None]
    if changed:
        parts = clauses(
            say("mcda.certificate.reversal_part", name=label(item.alternative), taker=label(item.new_first))
            for item in changed[:NAMED]
        )
        return [say("mcda.certificate.reversal_first", parts=parts)]
    example = (*found.dropped, *found.copied)[0]
    return [
        say(
            "mcda.certificate.reversal_below",
            count=len({item.alternative for item in (*found.dropped, *found.copied)}),
            name=label(example.alternative),
            one=label(example.example[0]),
            other=label(example.example[1]),
        )
    ]
