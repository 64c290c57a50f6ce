import pytest

from layout.cli.landuse.group import command
from layout.cli.main import run


def test_every_command_of_the_group_has_help_in_both_languages(capsys: pytest.CaptureFixture[str]) -> None:
    names = list(command("en").commands)
    assert names == ["gap", "frontier", "path", "check", "grade", "indicators", "series", "template"]
    for name in names:
        for language, word in (("en", "Example"), ("zh", "示例")):
            assert run(["--lang", language, "landuse", name, "--help"]) == 0
            assert word in capsys.readouterr().out
