import mimetypes

import pytest
from streamlit.testing.v1 import AppTest

from layout.ui.downloads import MIME
from layout.viz.chart_file import CHART_FORMS
from layout.workflow.landuse.office_templates import FORMATS

SCRIPT = """
from layout.ui.downloads import file_button

file_button("Table", b"a\\n", name="table.csv", key="now")
file_button("Later", lambda: 1 / 0, name="case.toml", key="later", wide=False)
"""
KNOWN = ("csv", "html", "json", "png", "svg", "tif", "txt", "zip")  # those that Python knows


def test_a_file_is_offered_and_one_that_is_made_later_is_not_made_yet() -> None:
    app = AppTest.from_string(SCRIPT, default_timeout=30).run()
    assert not app.exception
    assert [one.proto.label for one in app.get("download_button")] == ["Table", "Later"]


def test_what_the_pages_offer_by_form_has_a_media_type() -> None:
    assert {*CHART_FORMS, *FORMATS} <= set(MIME)


@pytest.mark.parametrize("ending", KNOWN)
def test_media_types_are_the_registered_ones(ending: str) -> None:
    assert MIME[ending] == mimetypes.MimeTypes(()).guess_type(f"a.{ending}")[0]
