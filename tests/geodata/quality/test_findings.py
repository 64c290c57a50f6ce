import re
import string
from pathlib import Path

import pytest

from geodata.quality import findings
from geodata.quality.findings import Finding, Severity, Verdict, finding, templates, verdict
from geodata.quality.places import row
from geodata.text import Bilingual

ROOT = Path(findings.__file__).parents[1]


def fields(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


@pytest.mark.parametrize("code", sorted(templates()))
def test_both_languages_say_the_same(code: str) -> None:
    template = templates()[code]
    assert fields(template.message.en) == fields(template.message.zh)
    assert fields(template.remedy.en) == fields(template.remedy.zh)
    for text in (template.message, template.remedy):
        assert re.search("[\u4e00-\u9fff]", text.zh), "the Chinese sentence is not Chinese"
        assert not re.search("[\u4e00-\u9fff]", text.en.replace("经度", "").replace("纬度", ""))
        assert text.en.endswith((".", "!", "?", "{question}"))
        assert text.zh.endswith(("。", "？", "！", "{question}"))


def test_every_code_is_used_and_every_used_code_exists() -> None:
    source = "\n".join(
        file.read_text(encoding="utf-8")
        for name in ("read", "quality")
        for file in (ROOT / name).rglob("*.py")
    )
    named = {code for code in templates() if f'"{code}"' in source}
    made = {f"{content}-unreadable" for content in ("fgb", "dxf")}
    assert set(templates()) - named - made == set()
    raised = set(re.findall(r'\.(?:stop|note)\(\s*"([a-z0-9-]+)"', source))
    assert raised - set(templates()) == set()


def test_a_message_names_file_place_and_remedy() -> None:
    found = finding("ring-too-short", file="地块.geojson", where=row(3), found=2)
    assert found.message.en.startswith("地块.geojson: feature 3: A ring has 2 position(s)")
    assert found.message.zh.startswith("地块.geojson：第 3 个要素：环只有 2 个点")
    assert found.remedy.en
    assert found.severity is Severity.ERROR


def test_values_from_a_file_are_made_safe_and_braces_stay() -> None:
    found = finding(
        "unknown-layer", file="x{0}\n.gpkg", wanted="{file.__class__}", layers=Bilingual(en="a", zh="甲")
    )
    assert "{file.__class__}" in found.message.en
    assert "\n" not in found.message.en
    assert "甲" in found.message.zh


def test_a_missing_value_is_our_fault() -> None:
    with pytest.raises(KeyError):
        finding("ring-too-short", file="x")


def test_record_and_back() -> None:
    found = finding("several-layers", file="x.gpkg", choices=["a", "b"], layers="a, b", count=2)
    record = found.as_record()
    assert set(record) >= {"code", "severity", "where", "message_en", "message_zh", "remedy_en", "remedy_zh"}
    assert Finding.from_record(record) == found
    with pytest.raises(TypeError):
        Finding.from_record({**record, "choices": [1]})
    with pytest.raises(KeyError):
        Finding.from_record({"choices": []})


@pytest.mark.parametrize(
    ("codes", "expected"),
    [
        ([], Verdict.ACCEPT),
        (["heights"], Verdict.ACCEPT),
        (["heights", "null-island"], Verdict.WARN),
        (["null-island", "ring-direction"], Verdict.REPAIR),
        (["ring-direction", "crs-radians"], Verdict.ASK),
        (["crs-radians", "empty-file"], Verdict.REJECT),
    ],
)
def test_the_worst_finding_decides(codes: list[str], expected: Verdict) -> None:
    made = [finding(code, file="x", count=1, total=1) for code in codes]
    assert verdict(made) is expected
