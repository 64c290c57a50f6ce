import pytest

from layout.ui.maps.questions import UnknownPayloadError, one_of, unknown


def test_a_choice_that_is_there_is_returned_and_another_is_refused_with_what_there_is() -> None:
    assert one_of("b", ("a", "b")) == "b"
    with pytest.raises(UnknownPayloadError, match="expected one of a, b") as caught:
        one_of("<c>", ("a", "b"))
    assert "<c>" in caught.value.message("zh")


def test_the_error_is_found_under_its_builtin_too() -> None:
    assert isinstance(unknown("x", "y"), KeyError)
