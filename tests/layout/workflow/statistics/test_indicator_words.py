import itertools

from geodata.embedded import table
from layout.workflow.statistics.headings import plain_heading
from layout.workflow.statistics.indicator_words import MAY_BE, SURE, UNUSED


def test_spellings_are_of_the_vocabulary_and_in_the_form_that_is_compared() -> None:
    assert set(SURE) | set(MAY_BE) <= set(table("indicators")["indicator_id"])
    for word in itertools.chain(UNUSED, *SURE.values(), *MAY_BE.values()):
        assert plain_heading(word) == word


def test_no_spelling_means_two_indicators() -> None:
    for words in (SURE, MAY_BE):
        every = [word for spellings in words.values() for word in spellings]
        assert len(every) == len(set(every))
    sure = {word for spellings in SURE.values() for word in spellings}
    own = {
        plain_heading(name): key
        for key, name in zip(*(table("indicators")[c] for c in ("indicator_id", "name_zh")), strict=True)
    }
    for key, spellings in SURE.items():
        assert all(own.get(word, key) == key for word in spellings)
    assert not sure & UNUSED
