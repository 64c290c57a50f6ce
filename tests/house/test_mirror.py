"""Every source file has its test file at the mirrored path, and every test file holds a test."""

import ast
from pathlib import Path


def mirrored(path: Path, root: Path) -> Path:
    inside = path.relative_to(root)
    return root / "tests" / inside.parent / f"test_{inside.name}"


def test_mirror_of_a_nested_file(root: Path) -> None:
    assert (
        mirrored(root / "geodata" / "write" / "csv.py", root)
        == root / "tests" / "geodata" / "write" / "test_csv.py"
    )


def test_every_source_has_its_test_file(product_files: list[Path], root: Path) -> None:
    missing = [
        str(mirrored(path, root).relative_to(root))
        for path in product_files
        if path.name != "__init__.py" and not mirrored(path, root).is_file()
    ]
    assert missing == [], "\n".join(missing)


def test_every_test_file_holds_a_test(trees: dict[Path, ast.Module], root: Path) -> None:
    empty = [
        str(path.relative_to(root))
        for path, tree in trees.items()
        if path.name.startswith("test_")
        and not any(
            isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.name.startswith("test_")
            for node in ast.walk(tree)
        )
    ]
    assert empty == [], "\n".join(empty)


def test_every_test_asserts_something(trees: dict[Path, ast.Module], root: Path) -> None:
    """A test without assert, `raises` or a checking helper cannot fail for the reason it names."""
    toothless = [
        f"{path.relative_to(root)}:{node.lineno} {node.name}"
        for path, tree in trees.items()
        if path.name.startswith("test_")
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_") and not _can_fail(node)
    ]
    assert toothless == [], "\n".join(toothless)


def _can_fail(test: ast.FunctionDef) -> bool:
    for node in ast.walk(test):
        if isinstance(node, ast.Assert):
            return True
        if isinstance(node, ast.Call):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            if name in {"raises", "expect", "fail"} or name.startswith(("assert", "check", "expect")):
                return True
    return False
