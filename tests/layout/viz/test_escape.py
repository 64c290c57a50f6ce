import html
import re

import pytest

from layout.viz.escape import safe_html, safe_markdown

DANGEROUS = [
    "{{1234*4321}}",
    "{% 备注",
    "<img src=x onerror=alert(1)>",
    "${7*7}",
    "`x`",
    "a\\u003cb",
    "\"quoted\" & 'single'",
    "</script>",
]


@pytest.mark.parametrize("text", DANGEROUS)
def test_nothing_that_html_a_template_or_a_script_reads_is_left(text: str) -> None:
    safe = safe_html(text)
    assert not set("<>{}`$\\%\"'") & set(safe)


@pytest.mark.parametrize("text", [*DANGEROUS, "两江新区", "plain 12.5"])
def test_a_browser_shows_the_very_characters(text: str) -> None:
    assert html.unescape(safe_html(text)) == text


def test_what_is_not_text_is_shown_as_its_text() -> None:
    assert safe_html(12.5) == "12.5"


@pytest.mark.parametrize(
    "text", [*DANGEROUS, "![x](http://h/i.png)", ":material/home: **b** _i_ # h", "$E=mc^2$"]
)
def test_markdown_shows_the_very_characters(text: str) -> None:
    safe = safe_markdown(text)
    assert re.sub(r"\\(.)", r"\1", safe) == text
    bare = re.sub(r"\\.", "", safe)
    assert not set("<>{}`$[]()*_!:#|~") & set(bare)


def test_markdown_keeps_to_one_line() -> None:
    assert safe_markdown("a\n\n# b") == "a \\# b"
