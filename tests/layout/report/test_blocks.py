from layout.report.blocks import Document, Grid, Heading, Items, Paragraph, html_page
from layout.report.page import Figure

HOSTILE = "<script>alert(1)</script> {{7*7}}"


def test_every_text_is_escaped_and_figures_stand_to_the_right() -> None:
    blocks = [
        Heading(HOSTILE),
        Paragraph(HOSTILE, strong=True),
        Paragraph("remark", quiet=True),
        Items((HOSTILE, "b")),
        Grid(("name", "ha"), (("a & b", Figure("1,234")),)),
    ]
    page = html_page(Document(HOSTILE, blocks, "zh"))
    assert "<script>" not in page
    assert page.count("&lt;script&gt;") == 5
    assert '<td class="n">1,234</td>' in page
    assert "<td>a &amp; b</td>" in page
    assert "<strong>&lt;script" in page
    assert 'lang="zh-Hans"' in page


def test_a_grid_knows_its_columns_of_figures() -> None:
    grid = Grid(("a", "b", "c"), (("x", Figure("1"), "y"), ("x", "unknown", "y")))
    assert grid.numeric == (1,)
    assert Grid(("a",), ()).numeric == ()
