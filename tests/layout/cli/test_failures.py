import click
import pytest

from geodata.errors import ExplainedError, WriteError
from layout.cli.failures import explain
from layout.errors import CaseError


def usage_error(*words: str) -> click.ClickException:
    """Return what click raises for these words of a command with one argument and three options."""
    command = click.Command(
        "try",
        params=[
            click.Argument(["case"]),
            click.Option(["--out"], required=True),
            click.Option(["--port"], type=click.IntRange(0, 9)),
            click.Option(["--format"], type=click.Choice(["geojson", "csv"])),
        ],
    )
    with pytest.raises(click.ClickException) as caught:
        command.main(list(words), prog_name="try", standalone_mode=False)
    return caught.value


@pytest.mark.parametrize("kind", [CaseError, WriteError])
def test_wrong_input_is_two_and_the_message_of_the_error(kind: type[ExplainedError]) -> None:
    error = kind(en="weights add\nto zero", zh="权重之和\n为零")
    assert (explain(error, "en").code, explain(error, "en").line) == (2, "weights add to zero")
    assert explain(error, "zh").line == "权重之和 为零"


def test_anything_else_is_our_fault_and_says_how_to_see_more() -> None:
    failure = explain(ZeroDivisionError("division by zero"), "en")
    assert failure.code == 1
    assert "ZeroDivisionError: division by zero" in failure.line
    assert "--debug" in failure.line
    assert "\n" not in explain(RuntimeError("two\nlines"), "zh").line


@pytest.mark.parametrize("error", [KeyboardInterrupt(), click.Abort()])
def test_interruption_has_its_own_code(error: BaseException) -> None:
    assert explain(error, "en").code == 130


@pytest.mark.parametrize(
    ("words", "en", "zh"),
    [
        (["a", "--out", "o", "--nope"], "there is no option --nope", "没有选项 --nope"),
        (["a"], "--out is missing", "缺少 --out"),
        (["--out", "o"], "CASE is missing", "缺少 CASE"),
        (
            ["a", "--out", "o", "--port", "10"],
            "--port is not valid; expected a whole number from 0 to 9",
            "0 到 9 之间的整数",
        ),
        (["a", "--out", "o", "--format", "shp"], "expected geojson | csv", "应为 geojson | csv"),
        (["a", "b", "--out", "o"], "unexpected extra argument (b)", "详见 try --help"),
    ],
)
def test_wrong_words_are_two_in_either_language(words: list[str], en: str, zh: str) -> None:
    error = usage_error(*words)
    assert (explain(error, "en").code, explain(error, "zh").code) == (2, 2)
    assert en in explain(error, "en").line
    assert zh in explain(error, "zh").line
    assert explain(error, "en").line.endswith("; see try --help")
