from collections.abc import Callable

import pytest

from geodata.text import Language
from layout.cli.workspace.group import command

Run = Callable[..., object]


@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_command_has_help_with_an_example_in_both_languages(
    language: Language, run: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    group = command(language)
    assert list(group.commands) == ["init", "list", "check", "export", "import"]
    for name in group.commands:
        run(name, "--help", language=language)
        told = capsys.readouterr().out
        assert f"cqlayout workspace {name} office" in told
        assert ("工作区" in told) == (language == "zh")
