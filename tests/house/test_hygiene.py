"""What must not be in the tree: unfinished work, swallowed errors, addresses in the locks, paths of one machine."""

import ast
import re
import tomllib
from pathlib import Path

from packaging.requirements import Requirement

TEXT = {".py", ".md", ".toml", ".cfg", ".ini", ".lock", ".js", ".css", ".html", ".yml", ".csv", ".json", ""}
LOCKS = ("requirements.lock", "requirements-dev.lock")
# installed without its dependencies on purpose: only its scripts are served, Django never runs
LEFT_OUT_OF_LOCKS = {"django", "asgiref", "sqlparse"}
MACHINE_PATH = re.compile(r"(?<![\w./~{])/(?:work|tmp|home|root|Users|mnt)/\w|[A-Z]:\\Users\\")
UNFINISHED = re.compile(r"\b(?:TO" r"DO|FIX" r"ME|XX" r"X|HA" r"CK)\b")
BARE_NOQA = re.compile(r"#\s*no" r"qa(?!: [A-Z]+[0-9]+(?:, [A-Z]+[0-9]+)* - \S)")
BARE_IGNORE = re.compile(r"#\s*type:\s*ig" r"nore(?!\[[a-z-]+(?:, ?[a-z-]+)*\])")


def lines(path: Path) -> list[tuple[int, str]]:
    return list(enumerate(path.read_text(encoding="utf-8").splitlines(), start=1))


def hits(pattern: re.Pattern[str], files: list[Path], root: Path) -> list[str]:
    return [
        f"{path.relative_to(root)}:{number} {line.strip()[:80]}"
        for path in files
        if path.suffix in TEXT
        for number, line in lines(path)
        if pattern.search(line)
    ]


def test_patterns_find_what_they_are_for() -> None:
    assert MACHINE_PATH.search('open("/home/someone/x")')
    assert not MACHINE_PATH.search("https://example.org/home/page")
    assert UNFINISHED.search("# TODO: later")
    assert BARE_NOQA.search("x = 1  # noqa: E501")
    assert not BARE_NOQA.search("x = 1  # noqa: E501, S101 - the reason")
    assert BARE_IGNORE.search("x = 1  # type: ignore")
    assert not BARE_IGNORE.search("x = 1  # type: ignore[arg-type]")


def test_nothing_is_left_unfinished(all_files: list[Path], root: Path) -> None:
    here = Path(__file__)
    assert (
        hits(UNFINISHED, [path for path in all_files if path.suffix != ".csv" and path != here], root) == []
    )


def test_no_path_of_one_machine(all_files: list[Path], root: Path) -> None:
    here = Path(__file__)
    assert hits(MACHINE_PATH, [path for path in all_files if path != here], root) == []


def test_every_exception_to_lint_and_types_gives_its_reason(python_files: list[Path], root: Path) -> None:
    files = [path for path in python_files if path != Path(__file__)]
    bare = hits(BARE_NOQA, files, root) + hits(BARE_IGNORE, files, root)
    assert bare == [], "\n".join(bare)


def test_no_error_is_swallowed(trees: dict[Path, ast.Module], root: Path) -> None:
    swallowed = [
        f"{path.relative_to(root)}:{node.lineno}"
        for path, tree in trees.items()
        for node in ast.walk(tree)
        if isinstance(node, ast.ExceptHandler)
        and (node.type is None or ast.unparse(node.type) in {"Exception", "BaseException"})
        and all(isinstance(statement, ast.Pass | ast.Continue) for statement in node.body)
    ]
    assert swallowed == []


def test_no_stub_is_left(trees: dict[Path, ast.Module], product_files: list[Path], root: Path) -> None:
    stubs = [
        f"{path.relative_to(root)}:{node.lineno}"
        for path in product_files
        for node in ast.walk(trees[path])
        if isinstance(node, ast.Raise) and node.exc is not None and "NotImplemented" in ast.unparse(node.exc)
    ]
    assert stubs == []


def test_nothing_evaluates_text_as_code(
    trees: dict[Path, ast.Module], product_files: list[Path], root: Path
) -> None:
    calls = [
        f"{path.relative_to(root)}:{node.lineno} {node.func.id}"
        for path in product_files
        for node in ast.walk(trees[path])
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id in {"eval", "exec", "__import__"}
    ]
    assert calls == []


def test_every_skip_says_why(trees: dict[Path, ast.Module], root: Path) -> None:
    silent = [
        f"{path.relative_to(root)}:{node.lineno} {ast.unparse(node)[:80]}"
        for path, tree in trees.items()
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and ast.unparse(node.func)
        in {"pytest.skip", "pytest.mark.skip", "pytest.mark.skipif", "pytest.mark.xfail"}
        and not (ast.unparse(node.func) == "pytest.skip" and node.args)
        and not any(keyword.arg == "reason" for keyword in node.keywords)
    ]
    assert silent == []


def test_locks_hold_names_versions_and_hashes_and_no_address(root: Path) -> None:
    for name in LOCKS:
        text = (root / name).read_text(encoding="utf-8")
        assert (
            re.findall(r"https?:|--index-url|--extra-index-url|--find-links|--trusted-host| @ ", text) == []
        )
        entries = re.split(r"\n(?=\S)", text.strip())
        assert len(entries) > 30
        loose = [entry.split()[0] for entry in entries if not re.match(r"[A-Za-z0-9_.-]+==\S+ ", entry)]
        unhashed = [entry.split()[0] for entry in entries if "--hash=sha256:" not in entry]
        assert (loose, unhashed) == ([], [])


def pinned(path: Path) -> dict[str, str]:
    found = re.findall(r"^([A-Za-z0-9_.-]+)==([^\s;]+)", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
    return {re.sub(r"[-_.]+", "-", name).lower(): version for name, version in found}


def test_locks_agree_with_the_declared_dependencies(root: Path) -> None:
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"]
    wanted = {
        "requirements.lock": [*project["dependencies"], *extras["build"]],
        "requirements-dev.lock": [*project["dependencies"], *extras["build"], *extras["dev"]],
    }
    wrong = []
    for name, declared in wanted.items():
        locked = pinned(root / name)
        assert LEFT_OUT_OF_LOCKS.isdisjoint(locked)
        for line in declared:
            need = Requirement(line)
            key = re.sub(r"[-_.]+", "-", need.name).lower()
            if key != project["name"] and (key not in locked or not need.specifier.contains(locked[key])):
                wrong.append(f"{name}: {line} against {locked.get(key)}")
    assert wrong == []
