import dataclasses

import pytest

from geodata.text import LANGUAGES, Bilingual


def test_pick_returns_the_language_asked_for() -> None:
    text = Bilingual(en="park", zh="园区")
    assert [text.pick(language) for language in LANGUAGES] == ["园区", "park"]


def test_text_cannot_be_changed_afterwards() -> None:
    text = Bilingual(en="park", zh="园区")
    with pytest.raises(dataclasses.FrozenInstanceError):
        text.en = "zone"  # type: ignore[misc]
