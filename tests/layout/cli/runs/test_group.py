from layout.cli.runs.group import command


def test_every_command_is_there_in_both_languages() -> None:
    names = ["list", "show", "tag", "compare", "repeat", "share", "receive"]
    assert list(command("en").commands) == list(command("zh").commands) == names
    assert command("en").help != command("zh").help
