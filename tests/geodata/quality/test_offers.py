import pytest

from geodata.quality.findings import Finding, finding
from geodata.quality.offers import Offer
from geodata.text import Bilingual

OFFER = Offer("EPSG:4545", swapped=True, title=Bilingual(en="CM 108E", zh="中央经线108°"), inside=3, tested=4)


def test_an_offer_and_its_finding_come_back_from_their_records() -> None:
    assert Offer.from_record(OFFER.as_record()) == OFFER
    asked = finding(
        "crs-missing", file="x", choices=["EPSG:4545 yx"], offers=[OFFER], origin="-", proposals="-"
    )
    assert Finding.from_record(asked.as_record()) == asked
    assert asked.as_record()["offers"] == [OFFER.as_record()]


@pytest.mark.parametrize(("key", "value"), [("inside", "3"), ("tested", None), ("axes", "zz")])
def test_a_record_of_a_process_that_was_taken_over_is_refused(key: str, value: object) -> None:
    with pytest.raises(TypeError):
        Offer.from_record(OFFER.as_record() | {key: value})
    broken = finding("heights", file="x", count=1).as_record()
    with pytest.raises(TypeError):
        Finding.from_record(broken | {"offers": [3]})
