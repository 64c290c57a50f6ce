from hypothesis import given
from hypothesis import strategies as st

from layout.ui.kept.latest import Latest


def test_the_first_value_of_a_token_stays() -> None:
    kept: Latest[list[int]] = Latest(2)
    first = kept.keep("a", [1])
    assert kept.keep("a", [2]) is first
    assert kept.find("a") is first
    assert kept.find("b") is None


@given(st.lists(st.tuples(st.booleans(), st.sampled_from("abcdef"))), st.integers(1, 4))
def test_what_was_used_last_is_kept(steps: list[tuple[bool, str]], most: int) -> None:
    kept: Latest[str] = Latest(most)
    used: list[str] = []  # the oldest first
    for keeps, token in steps:
        known = token in used
        if keeps:
            kept.keep(token, token)
        else:
            assert kept.find(token) == (token if known else None)
        if keeps or known:
            used = [*(one for one in used if one != token), token][-most:]
    assert len(kept) == len(used)
