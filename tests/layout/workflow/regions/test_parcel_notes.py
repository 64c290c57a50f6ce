from types import SimpleNamespace
from typing import Any

from geodata.text import Bilingual
from layout.workflow.regions.parcel_cover import ParcelsAccount
from layout.workflow.regions.parcel_notes import MOST_NAMED, parcel_notes


def test_parcels_are_named_and_many_are_counted() -> None:
    many = tuple(f"P{number}" for number in range(MOST_NAMED + 3))
    account = ParcelsAccount(
        used=9,
        overlapping=(("A", "B"),),
        without_land=(),
        taken=("C",),
        outside=many,
        told=(Bilingual(en="row 2 was mended.", zh="第 2 行已修复。"),),
    )
    result: Any = SimpleNamespace(account=account)
    english, chinese = list(parcel_notes(result, "en")), list(parcel_notes(result, "zh"))
    assert english[0].endswith("never taken together: A + B")
    assert english[2].endswith("P11 and 3 more")
    assert english[-1] == "row 2 was mended."
    assert len(english) == len(chinese) == 4
    assert chinese[1].endswith("C")
