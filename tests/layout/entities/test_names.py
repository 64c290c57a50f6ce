import itertools

import numpy as np
import pytest

from geodata.embedded import table
from layout.entities.names import district_stem, edit_distance, park_stem, plain_name


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("開　縣", "开县"),
        ("萬州區①", "万州区"),
        ("１．万州区", "万州区"),
        ("重慶（長壽）化工園區", "重庆长寿化工园区"),
        ("Nan'an District", "nanandistrict"),
        (" 石柱 土家族自治县 [1]", "石柱土家族自治县"),
    ],
)
def test_spellings_come_to_one_form(written: str, plain: str) -> None:
    assert plain_name(written) == plain


def test_every_district_keeps_a_stem_of_its_own_in_both_languages() -> None:
    districts = table("districts")
    for column in ("name_zh", "name_en"):
        stems = [district_stem(plain_name(name)) for name in districts[column]]
        assert len(set(stems)) == len(districts)
        assert all(stems)


@pytest.mark.parametrize(
    ("written", "stem"),
    [
        ("石柱土家族自治县", "石柱"),
        ("酉阳土家族苗族自治县", "酉阳"),
        ("彭水县", "彭水"),
        ("重庆市万州区", "万州"),
        ("万州", "万州"),
        ("忠县", "忠"),
        ("重庆", "重庆"),
    ],
)
def test_stem_of_a_district(written: str, stem: str) -> None:
    assert district_stem(plain_name(written)) == stem


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("璧山高新区", "璧山高新技术产业开发区"),
        ("万州经开区", "重庆市万州经济技术开发区"),
        ("重庆綦江工业园区", "綦江工业园"),
        ("江津综保区", "重庆江津综合保税区"),
        ("西永微电园", "重庆西永微电子产业园区"),
    ],
)
def test_kinds_of_parks_have_several_spellings(one: str, other: str) -> None:
    assert park_stem(plain_name(one)) == park_stem(plain_name(other))


def test_another_kind_of_park_is_another_park() -> None:
    assert park_stem("长寿工业园区") != park_stem("长寿经开区")


def brute_distance(first: str, second: str) -> int:
    """Return the optimal string alignment distance by plain recursion over the last letters."""
    if not first or not second:
        return len(first) + len(second)
    options = [
        brute_distance(first[:-1], second) + 1,
        brute_distance(first, second[:-1]) + 1,
        brute_distance(first[:-1], second[:-1]) + (first[-1] != second[-1]),
    ]
    if len(first) > 1 and len(second) > 1 and first[-2:] == second[-1] + second[-2]:
        options.append(brute_distance(first[:-2], second[:-2]) + 1)
    return min(options)


def test_distance_agrees_with_plain_recursion() -> None:
    draw = np.random.default_rng(3)
    words = ["".join(draw.choice(list("ab区县"), size=draw.integers(0, 6))) for _ in range(24)]
    for one, other in itertools.combinations(words, 2):
        assert edit_distance(one, other) == brute_distance(one, other) == edit_distance(other, one)


def test_known_distances() -> None:
    assert edit_distance("kitten", "sitting") == 3  # the textbook case of Levenshtein's distance
    assert edit_distance("ca", "abc") == 3  # optimal string alignment; unrestricted Damerau would give 2
    assert edit_distance("潼南曲", "潼南区") == 1
