"""What became of the parcels of a file that are not used as they are, by name, in sentences."""

from collections.abc import Iterator

from geodata.text import Language
from layout.i18n import translate
from layout.workflow.regions.parcel_regions import ParcelsResult

MOST_NAMED = 12


def parcel_notes(result: ParcelsResult, language: Language) -> Iterator[str]:
    """Yield what is to be said of parcels that overlap, were left out or mended.

    Parameters
    ----------
    result
        What was found.
    language
        Language of the sentences.
    """
    account = result.account
    named = {
        "overlapping": tuple(" + ".join(pair) for pair in account.overlapping),
        "without_land": account.without_land,
        "near_existing": account.taken,
        "outside": account.outside,
    }
    for name, members in named.items():
        if members:
            shown = translate("regions.parcels.between", language).join(members[:MOST_NAMED])
            more = len(members) - MOST_NAMED
            rest = translate("regions.parcels.more", language, count=more) if more > 0 else ""
            yield translate(f"regions.parcels.{name}", language, names=f"{shown}{rest}")
    for note in account.told:
        yield note.pick(language)
