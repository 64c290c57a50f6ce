"""A layout plan from the reader's own files: tables through the guarded reader, a case beside them or the simplest one."""

import hashlib
import io
import math
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

import pandas as pd

from geodata.quality.findings import Severity, Verdict
from geodata.read import ReadOptions, ReadResult, read_file, shared_sandbox
from geodata.text import Bilingual
from layout.config.allocation import Allocation, AllocationCase
from layout.config.allocation_toml import load_allocation_case, parse_allocation_case
from layout.errors import CaseError
from layout.workflow.allocation.problem import Inputs, read_inputs

TABLES = ("projects", "parks", "values", "existing")
MOST_BYTES = 20_000_000
_WORKBOOKS = (".xlsx", ".xlsm")
_TEXTS = (".csv", ".txt", ".tsv")
_DOUBTFUL, _NATIONAL = "encoding-unclear", "gb18030"
_NOTHING_THERE = frozenset({"unknown-layer", "no-features", "header-missing", "table-empty"})


@dataclass(frozen=True)
class Bundle:
    """A case with every file that it names, in memory.

    Parameters
    ----------
    case
        The case.
    files
        Content by the path that the case uses.
    notes
        What the reader of the files found worth telling.
    """

    case: AllocationCase
    files: Mapping[str, bytes]
    notes: tuple[Bilingual, ...] = ()

    @property
    def token(self) -> str:
        """Return the SHA-256 of the files, shortened: the same files have the same one."""
        digest = hashlib.sha256()
        for name, content in sorted(self.files.items()):
            digest.update(name.encode() + b"\0" + hashlib.sha256(content).digest())
        return digest.hexdigest()[:20]


def bundle_at(path: Path) -> Bundle:
    """Return a case file with the files that it names; raises as `load_allocation_case`, and OSError for a table."""
    case = load_allocation_case(path)
    names = named_files(case.allocation)
    return Bundle(case, {name: (path.parent / name).read_bytes() for name in names})


def named_files(setting: Allocation) -> tuple[str, ...]:
    """Return the paths that a case names."""
    paths = (getattr(setting, name) for name in (*TABLES, "scoring_case"))
    return tuple(path for path in paths if path is not None)


def open_inputs(bundle: Bundle, *, scores: bool = True) -> Inputs:
    """Return what the case of a bundle reads and, where wanted, scores; raises as `read_inputs`."""
    with tempfile.TemporaryDirectory(prefix="cqlayout-plan-") as made:
        folder = Path(made)
        for name, content in bundle.files.items():
            file = folder / _plain_name(name)
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content)
        return read_inputs(bundle.case, folder, scores=scores)


def bundle_of(uploads: Mapping[str, bytes]) -> Bundle:
    """Return the case that uploaded files make.

    Parameters
    ----------
    uploads
        Content by the client's name of the file. Tables are CSV or XLSX called after their table (`projects.csv`), or
        sheets of one workbook; a TOML with `[allocation]` is the case, and without one the simplest case is made. A
        scoring case stands under the name that the case gives it.

    Raises
    ------
    CaseError
        A file cannot be used, the tables of projects and parks are missing, or the case names a file that is not there.
    """
    for name, content in uploads.items():
        if len(content) > MOST_BYTES:
            raise CaseError(
                en=f"{name}: {len(content):,} bytes, expected at most {MOST_BYTES:,}; split or shorten the table.",
                zh=f"{name}：{len(content):,} 字节，不应超过 {MOST_BYTES:,} 字节；请拆分或精简该表。",
            )
    texts = {name: content for name, content in uploads.items() if name.lower().endswith(".toml")}
    tables: dict[str, bytes] = {}
    notes: list[Bilingual] = []
    for name, content in uploads.items():
        if name not in texts:
            for key, table in _tables_in(name, content, notes).items():
                if key in tables:
                    raise CaseError(
                        en=f"{name}: the table {key} was given twice; keep one file.",
                        zh=f"{name}：表 {key} 重复给出；请只保留一个文件。",
                    )
                tables[key] = table
    cases = {name: text for name, text in texts.items() if b"[allocation" in text}
    if len(cases) > 1:
        names = ", ".join(cases)
        raise CaseError(
            en=f"{names}: several cases with [allocation]; upload one.",
            zh=f"{names}：含 [allocation] 的案例不止一个；请只上传一个。",
        )
    name, content = next(iter(cases.items()), ("", b""))
    case = parse_allocation_case(_text(name, content), origin=name) if cases else _simplest(tables)
    return Bundle(case, _matched(case, tables, texts), tuple(notes))


def _plain_name(path: str) -> str:
    """Return a path of a case if it stays beside the case."""
    pure = PurePosixPath(path.replace("\\", "/"))
    if pure.is_absolute() or ".." in pure.parts or ":" in path:
        raise CaseError(
            en=f"{path}: expected the name of a file beside the case.",
            zh=f"{path}：应为案例旁的文件名。",
        )
    return str(pure)


def _text(name: str, content: bytes) -> str:
    """Return a TOML file as text."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise CaseError(
            en=f"{name}: not UTF-8 text (byte {error.start}); save the case as UTF-8.",
            zh=f"{name}：不是 UTF-8 文本（第 {error.start} 字节）；请将案例另存为 UTF-8。",
        ) from error


def _simplest(tables: Mapping[str, bytes]) -> AllocationCase:
    """Return the smallest case for tables that came without one."""
    for key in ("projects", "parks"):
        if key not in tables:
            raise CaseError(
                en=f"the table {key} is missing: upload {key}.csv, a workbook with a sheet {key}, or a case that derives it.",
                zh=f"缺少 {key} 表：请上传 {key}.csv，或含 {key} 工作表的工作簿，或可推算该表的案例。",
            )
    named = {key: f"{key}.csv" for key in TABLES if key in tables}
    objective = "value" if "values" in tables else "output"
    return AllocationCase(allocation=Allocation.model_validate({**named, "objective": objective}))


def _matched(
    case: AllocationCase, tables: Mapping[str, bytes], texts: Mapping[str, bytes]
) -> dict[str, bytes]:
    """Return the files of a case by the paths that it names."""
    setting = case.allocation
    wanted = {key: getattr(setting, key) for key in TABLES if getattr(setting, key) is not None}
    files: dict[str, bytes] = {}
    for key, path in wanted.items():
        stem = PurePosixPath(path).stem
        found = tables.get(stem, tables.get(key))
        if found is None:
            raise CaseError(
                en=f"the case names {path}, which is not among the files; upload it with the case.",
                zh=f"案例引用了 {path}，但未上传该文件；请与案例一并上传。",
            )
        files[path] = found
    if setting.scoring_case is not None:
        name = PurePosixPath(setting.scoring_case).name
        if name not in texts:
            raise CaseError(
                en=f"the case names the scoring case {name}, which is not among the files; upload it with the case.",
                zh=f"案例引用了评分案例 {name}，但未上传该文件；请与案例一并上传。",
            )
        files[setting.scoring_case] = texts[name]
    return files


def _tables_in(name: str, content: bytes, notes: list[Bilingual]) -> dict[str, bytes]:
    """Return the tables of an uploaded file as CSV in UTF-8, by their key."""
    pure = PurePosixPath(name.replace("\\", "/"))
    ending, stem = pure.suffix.lower(), pure.stem.strip()
    if ending not in {*_WORKBOOKS, *_TEXTS}:
        raise CaseError(
            en=f"{name}: expected a case (.toml) or a table (.csv, .xlsx).",
            zh=f"{name}：应为案例（.toml）或表格（.csv、.xlsx）。",
        )
    with tempfile.TemporaryDirectory(prefix="cqlayout-plan-") as made:
        path = Path(made) / f"table{ending}"
        path.write_bytes(content)
        if ending in _WORKBOOKS and stem not in TABLES:
            sheets = {key: _sheet(path, name, key, notes=notes) for key in TABLES}
            found = {key: table for key, table in sheets.items() if table is not None}
            if found:
                return found
        return {stem: _table(path, name, notes=notes)}


def _sheet(path: Path, name: str, key: str, *, notes: list[Bilingual]) -> bytes | None:
    """Return one sheet of a workbook, None where there is none or nothing is filled in."""
    result = _opened(path, ReadOptions(layer=key, table=True))
    codes = {item.code for item in result.report.findings if item.severity is Severity.ERROR}
    if result.frame is None and codes and codes <= _NOTHING_THERE:
        return None
    return _csv(_accepted(result, f"{name}, {key}", notes))


def _table(path: Path, name: str, *, notes: list[Bilingual]) -> bytes:
    """Return the one table of a file."""
    return _csv(_accepted(_opened(path, ReadOptions(table=True)), name, notes))


def _opened(path: Path, options: ReadOptions) -> ReadResult:
    """Return what the guarded reader makes of a file; of a doubtful encoding it takes the Chinese national one."""
    result = read_file(path, options, sandbox=shared_sandbox())
    if any(item.code == _DOUBTFUL and _NATIONAL in item.message.en for item in result.report.findings):
        return read_file(path, replace(options, encoding=_NATIONAL), sandbox=shared_sandbox())
    return result


def _accepted(result: ReadResult, name: str, notes: list[Bilingual]) -> pd.DataFrame:
    """Return the frame of a file that was read; what was mended goes to the notes, a refusal is the error."""
    file = result.report.file
    if result.frame is None or result.report.verdict in {Verdict.REJECT, Verdict.ASK}:
        first = result.report.findings[0]
        raise CaseError(
            en=f"{name}: {_about(first.message.en, file)} {first.remedy.en}",
            zh=f"{name}：{_about(first.message.zh, file)}{first.remedy.zh}",
        )
    for finding in result.report.findings:
        if finding.severity is Severity.REPAIR:
            en, zh = _about(finding.message.en, file), _about(finding.message.zh, file)
            notes.append(Bilingual(f"{name}: {en}", f"{name}：{zh}"))
    return result.frame


def _about(text: str, file: str) -> str:
    """Return a message without the name that the file has inside the reader."""
    return text.removeprefix(f"{file}: ").removeprefix(f"{file}：")


def _csv(frame: pd.DataFrame) -> bytes:
    """Return a frame as CSV with whole numbers written whole and blanks for what is unknown."""
    packed = io.StringIO()
    shown = pd.DataFrame({name: [_cell(item) for item in frame[name].tolist()] for name in frame.columns})
    shown.to_csv(packed, index=False, lineterminator="\n")
    return packed.getvalue().encode()


def _cell(item: object) -> str:
    """Return one cell as text."""
    if item is None or item is pd.NA or (isinstance(item, float) and math.isnan(item)):
        return ""
    if isinstance(item, float) and item.is_integer():
        return str(int(item))
    return str(item)
