"""The sentences of a certificate: what holds the recommendation up, and under which conditions it would be wrong."""

import pandas as pd

from geodata.text import Bilingual
from layout.entities.wording import both, clauses, listing, plain, say
from layout.scoring.robustness.certificate import Certificate, Rival
from layout.scoring.robustness.smaa import SmaaResult

NAMED = 3


def standing_sentences(certificate: Certificate) -> tuple[Bilingual, ...]:
    """Return what the recommendation rests on: the lead, the shares of weights, the other methods."""
    first = certificate.recommended[0]
    sentences = [_lead(certificate)]
    sentences.append(_share("mcda.certificate.around", certificate.around, first))
    sentences.append(_share("mcda.certificate.anywhere", certificate.anywhere, first))
    agreeing = [name for name, firsts in certificate.agreement.firsts.items() if first in firsts]
    total = len(certificate.agreement.firsts)
    if total > 1:
        sentences.append(say("mcda.certificate.methods", first=both(first), count=len(agreeing), total=total))
    return tuple(sentences)


def doubt_sentences(certificate: Certificate) -> tuple[Bilingual, ...]:
    """Return the conditions under which the recommendation would be wrong, the closest ones of each kind."""
    first = certificate.recommended[0]
    sentences = _weights(certificate.stability)
    for rival in certificate.rivals:
        sentences += _rival(rival)
    for name, firsts in certificate.agreement.firsts.items():
        if first not in firsts:
            sentences.append(
                say(
                    "mcda.certificate.other_method",
                    method=both(name),
                    names=listing(map(both, firsts[:NAMED])),
                )
            )
    sentences += _reversal(certificate)
    return tuple(sentences)


def _lead(certificate: Certificate) -> Bilingual:
    """Return the sentence on who is first and by how much."""
    names = listing(both(name) for name in certificate.recommended[:NAMED])
    if len(certificate.recommended) > 1:
        return say("mcda.certificate.shared", names=names, count=len(certificate.recommended))
    return say("mcda.certificate.lead", name=names, margin=plain(100 * certificate.margin, 3))


def _share(key: str, smaa: SmaaResult, first: str) -> Bilingual:
    """Return the sentence on the share of weights for which the first is first, and its strongest rival."""
    shares = smaa.acceptability.iloc[:, 0]
    rivals = shares.drop(index=first)
    rival = str(rivals.index[int(rivals.to_numpy().argmax())]) if len(rivals) else first
    return say(
        key,
        first=both(first),
        share=f"{100 * float(shares[first]):.0f}",
        rival=both(rival),
        rival_share=f"{100 * float(shares[rival]):.0f}",
        draws=smaa.settings.draws,
        error=f"{100 * smaa.error:.1f}",
    )


def _weights(stability: pd.DataFrame) -> list[Bilingual]:
    """Return the sentences on the weights that need to move least."""
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
                criterion=both(str(name)),
                weight=f"{row['weight']:.3f}",
                edge=f"{row['low' if falls else 'high']:.3f}",
                taker=both(str(row["below" if falls else "above"])),
            )
        )
    return sentences or [say("mcda.certificate.weights_firm")]


def _rival(rival: Rival) -> list[Bilingual]:
    """Return the sentences on what would bring a rival first."""
    sentences = [rival.weights.text] if rival.weights is not None else []
    if rival.attributes:
        sentences.append(rival.attributes[0].text)
    else:
        sentences.append(say("mcda.certificate.no_attribute", name=both(rival.name)))
    return sentences


def _reversal(certificate: Certificate) -> list[Bilingual]:
    """Return the sentence on rank reversal."""
    found = certificate.reversal
    if found.free:
        return [say("mcda.certificate.reversal_free", tried=found.tried)]
    changed = [item for item in (*found.dropped, *found.copied) if item.new_first is not None]
    if changed:
        parts = clauses(
            say(
                "mcda.certificate.reversal_part", name=both(item.alternative), taker=both(str(item.new_first))
            )
            for item in changed[:NAMED]
        )
        return [say("mcda.certificate.reversal_first", parts=parts)]
    example = (*found.dropped, *found.copied)[0]
    return [
        say(
            "mcda.certificate.reversal_below",
            count=len({item.alternative for item in (*found.dropped, *found.copied)}),
            name=both(example.alternative),
            one=both(example.example[0]),
            other=both(example.example[1]),
        )
    ]
