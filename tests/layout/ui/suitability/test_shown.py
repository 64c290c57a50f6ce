import io
import os
import shutil
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from starlette.applications import Starlette

from geodata.errors import ExplainedError
from layout.errors import CaseError
from layout.ui.server import routes
from layout.ui.suitability import shown as suit_shown
from layout.ui.suitability.shown import (
    Shown,
    Source,
    UnknownStudyError,
    classes_under,
    find,
    picture_bytes,
    picture_url,
    show,
    token_of,
)
from layout.viz.suitability import picture_colours
from layout.workflow.suitability.preview import with_weights
from tests.layout.ui.conftest import ask


def test_a_moved_weight_is_another_picture_of_the_same_study(shown: Shown, study_source: Source) -> None:
    moved = with_weights(study_source.case, {"slope": 9.0})
    assert show(replace(study_source, case=moved)) is shown
    assert find(shown.token) is shown
    assert picture_url(shown, moved) == f"raster/{shown.token}.png?w=9:3"
    assert picture_bytes(shown.token, "9:3") != picture_bytes(shown.token, "2:3")
    assert picture_bytes(shown.token, "") == picture_bytes(shown.token, "2:3")


def test_the_picture_shows_the_classes_in_their_colours(shown: Shown) -> None:
    picture = Image.open(io.BytesIO(picture_bytes(shown.token, "2:3")))
    classes = shown.view.picture(classes_under(shown, shown.source.case))
    assert np.array_equal(np.asarray(picture), classes)
    colours = picture_colours((0.2, 0.4, 0.6, 0.8))
    palette = np.array(picture.getpalette()).reshape(-1, 3)
    assert "#" + bytes(palette[1].tolist()).hex() == colours[1][0]


@pytest.mark.parametrize("weights", ["1", "1:x", "1:-2", "1:inf", "nan:1", "1:2:3", "0:0"])
def test_weights_that_are_none_are_refused(shown: Shown, weights: str) -> None:
    with pytest.raises(ExplainedError):
        picture_bytes(shown.token, weights)


def test_a_study_that_is_not_open_says_so() -> None:
    with pytest.raises(UnknownStudyError, match="open the page again"):
        find("0" * 20)


def test_the_route_answers_with_a_picture_and_never_with_the_page(shown: Shown) -> None:
    app = Starlette(routes=routes())
    good = ask(app, f"/raster/{shown.token}.png", query="w=2:3")
    assert (good.status, good.headers["content-type"]) == (200, "image/png")
    assert good.body == picture_bytes(shown.token, "2:3")
    again = ask(
        app, f"/raster/{shown.token}.png", query="w=2:3", headers={"If-None-Match": good.headers["etag"]}
    )
    assert again.status == 304
    assert ask(app, f"/raster/{shown.token}.png", query="w=1").status == 400
    assert ask(app, f"/raster/{'0' * 20}.png").status == 404
    assert ask(app, "/raster/../secret").status == 404


def test_a_changed_file_is_another_study(study_source: Source, tmp_path: Path) -> None:
    shutil.copytree(study_source.folder, tmp_path / "study")
    copy = replace(study_source, folder=tmp_path / "study")
    before = token_of(copy)
    os.utime(tmp_path / "study" / "dem.tif", ns=(1, 1))
    assert len({before, token_of(copy), token_of(study_source), token_of(replace(copy, apart=True))}) == 4


def test_a_place_is_asked_about_on_the_full_grid(shown: Shown, study_source: Source) -> None:
    one = shown.ask(106.06, 29.79, case=study_source.case)
    other = shown.ask(106.06, 29.79, case=with_weights(study_source.case, {"slope": 30.0}))
    assert one.state == other.state
    assert [item["weight"] for item in one.criteria] == pytest.approx([0.4, 0.6])
    assert [item["weight"] for item in other.criteria] == pytest.approx([10 / 11, 1 / 11])
    shown.close()


def test_only_the_latest_studies_stay_open(study_source: Source, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(suit_shown, "KEPT", 1)
    first = show(study_source)
    rules = study_source.case.rules[:1]
    show(replace(study_source, case=study_source.case.model_copy(update={"rules": rules})))
    with pytest.raises(UnknownStudyError):
        find(first.token)


def test_a_study_of_a_stranger_reads_its_shapes_apart(study_source: Source) -> None:
    found = show(replace(study_source, apart=True))
    assert found.preview.outcome.available == show(study_source).preview.outcome.available


def test_a_case_whose_criterion_has_no_file_is_refused(study_source: Source, tmp_path: Path) -> None:
    with pytest.raises((CaseError, ExplainedError)):
        show(replace(study_source, folder=tmp_path))
