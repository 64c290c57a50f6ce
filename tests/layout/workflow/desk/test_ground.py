import shapely

from layout.workflow.desk.ground import ground


def test_the_ground_is_read_once_and_holds_every_district() -> None:
    found = ground()
    assert found is ground()
    assert len(found.adcodes) == len(set(found.adcodes)) == len(found.shapes) == 38
    assert shapely.is_valid(found.shapes).all()
    assert "liangjiang" in set(found.zones["zone_id"])
