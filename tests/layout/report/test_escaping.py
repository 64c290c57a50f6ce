from layout.report.escaping import text


def test_nothing_is_markup() -> None:
    assert text('<a b="c">&\'') == "&lt;a b=&quot;c&quot;&gt;&amp;&#x27;"
    assert text(3) == "3"
