"""What the tests of `cqlayout runs` share: a store with three runs, the second and third unlike the first."""

from pathlib import Path

import pytest

from layout.cli.main import run
from layout.resources import bundle_folder

PLAIN = bundle_folder() / "cases" / "plain"


@pytest.fixture
def kept(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> str:
    """Return the folder of a store: `first` by TOPSIS, `second` by VIKOR, `drawn` by SMAA."""
    monkeypatch.setenv("CQLAYOUT_LANG", "en")
    folder, table = str(tmp_path / "kept"), str(PLAIN / "sites.csv")
    other = tmp_path / "other.toml"
    text = (PLAIN / "sites.toml").read_text(encoding="utf-8")
    other.write_text(text.replace('method = "topsis"', 'method = "vikor"'), encoding="utf-8")
    for words in (
        ["mcda", table, "--spec", str(PLAIN / "sites.toml"), "--tag", "first"],
        ["mcda", table, "--spec", str(other), "--tag", "second"],
        ["smaa", table, "--spec", str(other), "--draws", "200", "--tag", "drawn"],
    ):
        assert run([*words, "--keep", folder]) == 0
    capsys.readouterr()
    return folder
