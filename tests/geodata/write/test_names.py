from hypothesis import given
from hypothesis import strategies as st

from geodata.write.names import NameRules, fitting_names, renamed

DBF = NameRules(reserved={"fid"}, most_bytes=10)


def test_names_that_fit_stay() -> None:
    assert fitting_names(["name", "面积", "x"], DBF) == ("name", "面积", "x")


def test_reserved_duplicate_long_empty_and_control_names_change() -> None:
    names = ["FID", "Name", "name", "园区名称全称", "园区名", "", "a\tb", "averylongname1", "averylongname2"]
    assert fitting_names(names, DBF) == (
        "FID_2", "Name", "name_2", "园区名", "园区_2", "column", "a b", "averylongn", "averylon_2",
    )  # fmt: skip


def test_case_matters_only_where_it_does() -> None:
    assert fitting_names(["A", "a"], NameRules(ignores_case=False)) == ("A", "a")
    assert fitting_names([1, None, 2.5], NameRules()) == ("1", "None", "2.5")


def test_only_changed_names_are_told() -> None:
    assert renamed(["a", "b\t"], ["a", "b"]) == {"b": "b\t"}


@given(
    st.lists(st.text(max_size=30), max_size=40), st.sampled_from([DBF, NameRules(), NameRules(most_bytes=4)])
)
def test_any_names_become_unique_writable_and_short(names: list[str], rules: NameRules) -> None:
    fitted = fitting_names(names, rules)
    assert len({name.lower() for name in fitted}) == len(names)
    assert not {name.lower() for name in fitted} & set(rules.reserved)
    for name in fitted:
        assert 0 < len(name.encode("utf-8")) <= (rules.most_bytes or 10**6)
        assert "\0" not in name
