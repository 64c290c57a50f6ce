import pytest

from layout.cli.main import run


def test_tags_come_and_go(kept: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["runs", "tag", kept, "first", "--add", "报批", "--add", "b", "--drop", "first"]) == 0
    assert capsys.readouterr().out.rstrip().endswith("b, 报批")
    assert run(["runs", "tag", kept, "报批", "--drop", "b", "--drop", "报批"]) == 0
    assert capsys.readouterr().out.rstrip().endswith("–")
