import threading
import time
from collections.abc import Iterator

import geopandas as gpd
import pytest

from geodata.quality.options import Limits
from geodata.read import ReadOptions, Sandbox
from layout.workflow.intake.looking import look_at

CSV = b"name,X,Y\na,3272765.5,36359965.6\nb,3244124.3,36345518.7\n"
XIAN = ReadOptions(crs="EPSG:2363", axes="yx")


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    with Sandbox(1) as made:
        yield made


def test_a_question_shows_the_offers_and_no_layer(sandbox: Sandbox) -> None:
    looked = look_at("x.csv", CSV, sandbox=sandbox)
    [asked] = [item for item in looked.report.findings if item.severity == "question"]
    assert looked.frame is None
    assert looked.problem is None
    best = asked.offers[0]
    assert (best.crs, best.swapped, best.inside, best.tested) == ("EPSG:4524", True, 2, 2)
    assert asked.choices[0] == "EPSG:4524 yx"


def test_the_answer_places_the_layer(sandbox: Sandbox) -> None:
    looked = look_at("x.csv", CSV, options=ReadOptions(crs="EPSG:4524", axes="yx"), sandbox=sandbox)
    assert isinstance(looked.frame, gpd.GeoDataFrame)
    assert looked.frame.crs == "EPSG:4326"
    assert looked.frame.geometry.iloc[0].x == pytest.approx(106.55, abs=0.01)
    assert looked.result.frame is not None
    assert len(looked.result.frame) == len(looked.frame) == 2


def test_a_datum_without_public_parameters_is_a_problem_not_a_guess(sandbox: Sandbox) -> None:
    looked = look_at("x.csv", CSV, options=XIAN, sandbox=sandbox)
    assert looked.frame is None
    assert looked.problem is not None
    assert "parameters" in looked.problem.message("en")


def test_a_long_reading_can_be_given_up() -> None:
    rows = "".join(
        f"p{n},{106.5 + n % 1000 / 1e4:.5f},{29.5 + n // 1000 / 1e4:.5f}\n" for n in range(300_000)
    )
    found: list[str] = []
    with Sandbox(1, warm=False) as own:

        def read() -> None:
            looked = look_at(
                "long.csv", b"name,lon,lat\n" + rows.encode(), limits=Limits(seconds=50), sandbox=own
            )
            found.extend(item.code for item in looked.report.findings)

        start = time.monotonic()
        thread = threading.Thread(target=read)
        thread.start()
        while thread.is_alive():
            own.cancel()
            time.sleep(0.05)
        thread.join()
    assert found == ["reader-crashed"]
    assert time.monotonic() - start < 20
