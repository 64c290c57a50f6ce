import numpy as np

from layout.entities.document import Heading, Items, Paragraph, Plot, Plots, Table
from layout.report import page

HOSTILE = '<script>alert("{{ 7*7 }}")</script>'


def test_nothing_that_enters_is_markup() -> None:
    parts = [
        page.heading(HOSTILE),
        page.paragraph(HOSTILE),
        page.items([HOSTILE]),
        page.table([HOSTILE], [[HOSTILE]]),
    ]
    whole = page.page(HOSTILE, parts, language="en")
    assert "<script" not in whole
    assert whole.count("&lt;script&gt;") == 7


def test_page_needs_nothing_else_and_names_its_language() -> None:
    whole = page.page("甲", [], language="zh")
    assert '<html lang="zh-Hans">' in whole
    assert "http" not in whole
    assert "<link" not in whole
    assert '<html lang="en">' in page.page("a", [], language="en")


def test_numbers_stand_to_the_right_and_unknown_is_a_dash() -> None:
    made = page.table(["a"], [[1234], [0.12344], [float("nan")], ["text"]])
    assert '<td class="n">1,234</td>' in made
    assert '<td class="n">0.1234</td>' in made
    assert '<td class="n">–</td>' in made
    assert "<td>text</td>" in made
    assert 'class="quiet"' in page.paragraph("x", quiet=True)


def test_every_block_is_drawn_and_escaped() -> None:
    blocks = (
        Heading(HOSTILE),
        Heading("below", level=3),
        Paragraph(HOSTILE, quiet=True),
        Items((HOSTILE,)),
        Table((HOSTILE,), [[HOSTILE], [0.5]]),
        Plots((Plot(HOSTILE, np.array([1.0]), np.array([0.5])),)),
    )
    whole = page.document_page(HOSTILE, blocks, language="zh")
    assert "<script" not in whole
    for needed in ("<h2>", "<h3>below</h3>", '<p class="quiet">', "<ul>", "0.5000", "<svg"):
        assert needed in whole
