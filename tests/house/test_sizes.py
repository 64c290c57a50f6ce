"""Small rooms: files, functions, signatures and pages stay within the sizes that the design asks for."""

import ast
from collections.abc import Iterator
from pathlib import Path

LONGEST_FILE = 300
LONGEST_PAGE = 150
LONGEST_ENTRY_SCRIPT = 80
LONGEST_FUNCTION = 40
MOST_PARAMETERS = 6
MOST_POSITIONAL = 2  # of a public function: the calls of a private one stand in the same file
WRITTEN_BY_HAND = {".py", ".js", ".css", ".html"}

# Two positions are two pairs of coordinates: naming the four at each call would hide the symmetry.
PAIRS_OF_COORDINATES = {"geodesic_distance_km", "nearest"}
# Signatures that a library calls by position and that therefore cannot be keyword-only.
CALLED_BY_A_LIBRARY = {"show_version", "read_window"}

Function = ast.FunctionDef | ast.AsyncFunctionDef


def listed(offenders: dict[str, object]) -> str:
    return "\n" + "\n".join(f"{where}: {what}" for where, what in offenders.items())


def functions(tree: ast.Module) -> Iterator[Function]:
    for node in ast.walk(tree):
        if isinstance(node, Function):
            yield node


def lines_of_code(function: Function) -> int:
    """Return the lines from `def` to the end, the docstring not counted: it is to be as long as it needs."""
    first = function.body[0]
    is_text = (
        isinstance(first, ast.Expr)
        and isinstance(first.value, ast.Constant)
        and isinstance(first.value.value, str)
    )
    text = (first.end_lineno or 0) - first.lineno + 1 if is_text else 0
    return (function.end_lineno or 0) - function.lineno + 1 - text


def positional(function: Function) -> list[str]:
    names = [argument.arg for argument in (*function.args.posonlyargs, *function.args.args)]
    return names[1:] if names[:1] in (["self"], ["cls"]) else names


def test_line_counter_counts_code_and_not_docstrings() -> None:
    tree = ast.parse('def f(a, b, c, *, d):\n    """One.\n\n    Two.\n    """\n    x = a\n    return x\n')
    function = next(functions(tree))
    assert lines_of_code(function) == 3
    assert positional(function) == ["a", "b", "c"]


def test_no_file_is_longer_than_a_room(all_files: list[Path], root: Path) -> None:
    long = {
        str(path.relative_to(root)): lines
        for path in all_files
        if path.suffix in WRITTEN_BY_HAND
        if (lines := path.read_text(encoding="utf-8").count("\n")) > LONGEST_FILE
    }
    assert long == {}, listed(long)


def test_pages_stay_thin(root: Path) -> None:
    pages = sorted((root / "pages").glob("*.py"))
    assert pages, "there are no pages"
    limits = dict.fromkeys(pages, LONGEST_PAGE) | {root / "streamlit_app.py": LONGEST_ENTRY_SCRIPT}
    thick = {
        path.name: lines
        for path, limit in limits.items()
        if (lines := path.read_text(encoding="utf-8").count("\n")) > limit
    }
    assert thick == {}, listed(thick)


def test_no_function_is_longer_than_a_screen(trees: dict[Path, ast.Module], root: Path) -> None:
    long = {
        f"{path.relative_to(root)}:{function.lineno} {function.name}": lines
        for path, tree in trees.items()
        for function in functions(tree)
        if (lines := lines_of_code(function)) > LONGEST_FUNCTION
    }
    assert long == {}, listed(long)


def is_public(function: Function) -> bool:
    return not function.name.startswith("_")


def is_kernel(function: Function) -> bool:
    """Return whether a function is compiled: compiled code calls compiled code by position."""
    return any(
        isinstance(decorator, ast.Name) and decorator.id == "kernel" for decorator in function.decorator_list
    )


def test_signatures_stay_short(trees: dict[Path, ast.Module], product_files: list[Path], root: Path) -> None:
    wide = {
        f"{path.relative_to(root)}:{function.lineno} {function.name}": (len(by_position), count)
        for path in product_files
        for function in functions(trees[path])
        if function.name not in CALLED_BY_A_LIBRARY
        for by_position in [positional(function)]
        for count in [len(by_position) + len(function.args.kwonlyargs)]
        if count > MOST_PARAMETERS
        or (
            len(by_position) > MOST_POSITIONAL
            and is_public(function)
            and not is_kernel(function)
            and function.name not in PAIRS_OF_COORDINATES
        )
    }
    assert wide == {}, listed(wide)
