"""What the documents promise: every command runs as printed, every link leads somewhere, every page has its printed name."""

import re
import shlex
import shutil
from collections.abc import Iterator
from pathlib import Path

import click
import geopandas as gpd
import pytest
from shapely.geometry import box

from layout.cli.main import PROGRAM, build, run
from layout.config import load_case
from layout.i18n import catalogue
from layout.resources import bundle_folder, shipped_cases
from tests.tiffs import heights, write_tiff

ROOT = bundle_folder()
DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
TOURS = [ROOT / "README.md", ROOT / "README.zh.md"]
FENCE = re.compile(r"^```[^\n]*\n(.*?)^```", re.MULTILINE | re.DOTALL)
ONLY_READ = {"app", "fetch"}  # one serves until it is stopped, the other needs a network
LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")


def commands(document: Path) -> Iterator[list[str]]:
    """Yield every `cqlayout …` line of the document's fenced blocks as words."""
    for block in FENCE.findall(document.read_text(encoding="utf-8")):
        for line in block.splitlines():
            if line.strip().startswith(f"{PROGRAM} "):
                yield shlex.split(line.strip(), comments=True)[1:]


def parse_only(words: list[str]) -> None:
    """Let click read the words without running anything."""
    command: click.Command = build("en")
    context = command.make_context(PROGRAM, words)
    while isinstance(command, click.Group):
        _, chosen, rest = command.resolve_command(context, [*context._protected_args, *context.args])
        assert chosen is not None
        command, context = chosen, chosen.make_context(chosen.name, rest, parent=context)


def test_search_finds_documents_and_commands() -> None:
    assert {ROOT / "README.md", ROOT / "ARCHITECTURE.md", ROOT / "docs" / "commands.md"} <= set(DOCUMENTS)
    words = [" ".join(line) for line in commands(ROOT / "README.md")]
    assert "score cases/nev-battery.toml --out out/" in words
    assert "layers list" in words
    assert any(line.startswith("export parks --format geojson") for line in words)
    assert "app" in words


def own_files(folder: Path) -> None:
    """Put the invented files that the printed commands name into `folder`: parcels, sites as a zipped Shapefile, a raster, figures."""
    parcels = gpd.GeoDataFrame(
        {"name": ["A", "B"], "land_ha": [95.4, 88.0]},
        geometry=[box(106.50, 29.60, 106.51, 29.61), box(106.52, 29.60, 106.53, 29.61)],
        crs="EPSG:4326",
    )
    parcels.to_file(folder / "parcels.geojson", driver="GeoJSON")
    outlines = gpd.GeoDataFrame(
        {"name": ["重庆高新技术产业开发区"]}, geometry=[box(106.30, 29.40, 106.35, 29.45)], crs="EPSG:4326"
    )
    outlines.to_file(folder / "office-parks.geojson", driver="GeoJSON")
    answers = 'vintage = "38"\n[columns."产值"]\nindicator = "gross_output"\nunit = "万元"\nyear = 2023\n'
    (folder / "answers.toml").write_text(answers, encoding="utf-8")
    (folder / "yearbook.csv").write_text("区县,产值\n万州区,5000\n开县,4000\n", encoding="utf-8")
    write_tiff(folder / "noise.tif", heights(), nodata=-1)
    loose = folder / "loose"
    loose.mkdir()
    parcels.to_crs("EPSG:4545").to_file(loose / "sites.shp", encoding="utf-8")
    shutil.make_archive(str(folder / "sites"), "zip", loose)


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_every_documented_command_runs(
    document: Path,
    study_folder: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Run the lines in their order in a folder with the cases and an office's own files; some are only parsed.

    A line that stands in the document twice, once in each language, runs once.
    """
    shutil.copytree(ROOT / "cases", tmp_path / "cases")
    shutil.copytree(study_folder, tmp_path, dirs_exist_ok=True)
    own_files(tmp_path)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CQLAYOUT_LANG", "en")
    for line in dict.fromkeys(map(tuple, commands(document))):
        words = list(line)
        if ONLY_READ & set(words):
            parse_only(words)
        else:
            assert run(words) == 0, f"{words}: {capsys.readouterr().err}"


def test_every_command_is_documented_with_an_example() -> None:
    printed = [" ".join(words) for document in DOCUMENTS for words in commands(document)]
    for wanted in ("score", "layers list", "export", "app"):
        assert any(line.startswith(wanted) for line in printed), wanted


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_every_link_leads_somewhere(document: Path) -> None:
    text = document.read_text(encoding="utf-8")
    broken = [
        target
        for target in LINK.findall(text)
        if not target.startswith(("http://localhost", "https://", "#"))
        and not (document.parent / target.partition("#")[0]).exists()
    ]
    assert broken == []
    anchors = {heading.strip().lower() for heading in re.findall(r"^#+ (.*)$", text, flags=re.MULTILINE)}
    lost = [target for target in LINK.findall(text) if target.startswith("#") and target[1:] not in anchors]
    assert lost == []


def test_every_documented_make_target_exists() -> None:
    targets = set(
        re.findall(r"^([a-z]+):.*## ", (ROOT / "Makefile").read_text(encoding="utf-8"), flags=re.MULTILINE)
    )
    assert {"app", "test", "help"} <= targets
    texts = {document.name: document.read_text(encoding="utf-8") for document in DOCUMENTS}
    named = {
        (name, target)
        for name, text in texts.items()
        for block in [
            *FENCE.findall(text),
            *re.findall(r"`([^`\n]+)`", text),
            *re.findall(r"^    .*$", text, re.MULTILINE),
        ]
        for target in re.findall(r"^\s*make ([a-z]+)", block, flags=re.MULTILINE)
    }
    assert {"app", "test"} <= {target for _, target in named}
    assert [pair for pair in sorted(named) if pair[1] not in targets] == []


def tour(document: Path) -> str:
    """Return the five-minute tour: the section with the numbered steps."""
    sections = document.read_text(encoding="utf-8").split("\n## ")
    [found] = [section for section in sections if "\n1. **" in section]
    return found


@pytest.mark.parametrize(
    ("document", "language"), list(zip(TOURS, ("en", "zh"), strict=True)), ids=["en", "zh"]
)
def test_tour_visits_every_page_by_the_name_on_the_screen(document: Path, language: str) -> None:
    names = [getattr(text, language) for key, text in catalogue().items() if key.startswith("ui.page.")]
    assert len(names) >= 3
    steps = re.findall(r"^\d+\. \*\*(.+?)[.。]?\*\*", tour(document), flags=re.MULTILINE)
    assert [name for name in names if name not in steps] == []


@pytest.mark.parametrize(
    ("document", "language"), list(zip(TOURS, ("en", "zh"), strict=True)), ids=["en", "zh"]
)
def test_tour_says_the_words_on_the_screen(document: Path, language: str) -> None:
    """Bold inside a step is a label, italics is the title of a shipped case; headings of steps are free."""
    labels = {getattr(text, language) for text in catalogue().values()}
    text = re.sub(r"^\d+\. \*\*.+?\*\*", "", tour(document), flags=re.MULTILINE)
    bold = re.findall(r"\*\*(.+?)\*\*", text)
    assert len(bold) > 10
    assert [label for label in bold if " ".join(label.split()) not in labels] == []
    titles = {getattr(load_case(case).title, language) for case in shipped_cases()}
    italics = re.findall(r"(?<!\*)\*([^*\n]+)\*(?!\*)", text)
    assert italics
    assert [title for title in italics if title not in titles] == []
