from fractions import Fraction

from layout.ui.weights.judgements import FINE, judgement, matrix_html, pairs, row_html, scale_html


def test_a_judgement_is_read_from_either_cell() -> None:
    cells = {"a": {"b": "3", "c": "1/5"}}
    assert judgement(cells, "a", other="b") == "3"
    assert judgement(cells, "b", other="a") == "1/3"
    assert judgement(cells, "c", other="a") == "5"
    assert judgement(cells, "b", other="c") is None
    assert judgement({"a": {"b": "0.33"}}, "b", other="a") == str(1 / Fraction("0.33"))


def test_nine_criteria_have_36_pairs_and_the_matrix_shows_blanks() -> None:
    assert len(pairs(tuple("abcdefghi"))) == 36
    html = matrix_html({"a": {"b": "3"}}, {"a": "<b>", "b": "B", "c": "C"})
    assert "<b>" not in html.replace("<body>", "")
    assert html.count("·") == 4
    assert ">1/3<" in html


def test_the_fine_scale_is_saatys() -> None:
    assert len(FINE) == 17
    assert {Fraction(text) for text in FINE} == {Fraction(1)} | {
        value for n in range(2, 10) for value in (Fraction(n), Fraction(1, n))
    }


def test_words_of_a_row_are_escaped() -> None:
    assert "&lt;b&gt;" in row_html("<b>", "x", note="y")
    assert row_html("a", "<i>").count("&lt;i&gt;") == 1
    assert scale_html(["<", "="]).count("<span>") == 2
