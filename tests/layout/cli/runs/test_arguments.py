from layout.cli.runs import arguments


def test_both_arguments_explain_themselves() -> None:
    for language in ("en", "zh"):
        assert arguments.folder(language).name == "folder"
        assert arguments.run(language).name == "run"
    assert arguments.run("en").help != arguments.run("zh").help
