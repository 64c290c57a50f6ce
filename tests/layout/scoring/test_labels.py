from layout.scoring.labels import PLAIN


def test_names_are_as_they_are_called_and_values_plain() -> None:
    assert PLAIN.name("甲").en == "甲"
    assert PLAIN.value("a", "b", value=12.34567).zh == "12.35"
    assert PLAIN.value("a", "b", value=12.34567, digits=3).en == "12.3"
