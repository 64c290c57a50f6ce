"""A store of runs in a folder: keep, list, open, tag."""

import json
import os
import sqlite3
import zlib
from dataclasses import dataclass
from pathlib import Path

from geodata.errors import DataFormatError, DataMissingError
from layout.runs import records
from layout.runs.model import Run, canonical, known_kind, result_digest

LEAST_ID = 4


@dataclass(frozen=True)
class RunHead:
    """What a list of runs shows of each.

    Parameters
    ----------
    run_id, kind, title, created_utc, who, digest
        As in the run.
    tags
        Words that people gave it, sorted.
    """

    run_id: str
    kind: str
    title: str
    created_utc: str
    who: str
    digest: str
    tags: tuple[str, ...]


class RunStore:
    """Runs in one folder. Holds no connection: any number of sessions may use one folder at once.

    Parameters
    ----------
    folder
        Where `runs.sqlite` is; made with the first run.
    """

    def __init__(self, folder: str | os.PathLike[str]) -> None:
        self.folder = Path(folder)

    def keep(self, run: Run) -> None:
        """Keep a finished run; when this returns, it survives a crash. One that is there already stays as it is.

        Raises
        ------
        WriteError
            It could not be kept; nothing of it is there.
        DataFormatError
            The folder holds another format, or another run of the same id.
        """
        with records.writing(self.folder) as base:
            there = base.execute("SELECT digest FROM run WHERE run_id = ?", (run.run_id,)).fetchone()
            if there is not None:
                if there[0] != run.digest:
                    raise DataFormatError(
                        en=f"Run {run.run_id}: another run of this id is kept in {self.folder}.",
                        zh=f"运行 {run.run_id}：{self.folder} 中已有编号相同的另一次运行。",
                    )
                return
            self._insert(base, run)

    def _insert(self, base: sqlite3.Connection, run: Run) -> None:
        """Write a run inside a transaction."""
        result = zlib.compress(canonical(run.result).encode())
        base.execute(
            "INSERT INTO run VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                run.run_id,
                run.kind,
                run.title,
                run.created_utc,
                run.who,
                canonical(run.settings),
                canonical(run.environment),
                run.digest,
                result,
            ),
        )
        for name, checksum in run.checksums.items():
            content = zlib.compress(run.inputs[name])
            base.execute("INSERT OR IGNORE INTO content VALUES (?, ?)", (checksum, content))
            base.execute("INSERT INTO input VALUES (?, ?, ?)", (run.run_id, name, checksum))
        for tag in sorted(run.tags):
            base.execute("INSERT INTO tag VALUES (?, ?)", (run.run_id, tag))

    def heads(self, *, tag: str | None = None) -> tuple[RunHead, ...]:
        """Return all runs, or those with a tag, the newest first.

        Raises
        ------
        DataMissingError, DataFormatError
            The folder holds no store, or none that can be read.
        """
        with records.reading(self.folder) as base:
            rows = base.execute(
                "SELECT run_id, kind, title, created_utc, who, digest FROM run ORDER BY created_utc DESC, rowid DESC"
            ).fetchall()
            tags = _tags(base)
        heads = (
            RunHead(run_id, kind, title, created, who, digest, tags=tags.get(run_id, ()))
            for run_id, kind, title, created, who, digest in rows
        )
        return tuple(head for head in heads if tag is None or tag in head.tags)

    def open(self, run_id: str) -> Run:
        """Return a run whole; the first few digits of its id will do, or a tag, which means the newest run that has it.

        Raises
        ------
        DataMissingError
            There is no such run, or several.
        DataFormatError
            What is kept does not have the checksum that was recorded.
        """
        with records.reading(self.folder) as base:
            whole = self._resolve(base, run_id)
            row = base.execute(
                "SELECT run_id, kind, title, created_utc, who, settings, environment, digest, result FROM run WHERE run_id = ?",
                (whole,),
            ).fetchone()
            inputs = base.execute(
                "SELECT name, bytes FROM input JOIN content USING (sha256) WHERE run_id = ? ORDER BY name",
                (whole,),
            ).fetchall()
            tags = _tags(base).get(whole, ())
        result = json.loads(zlib.decompress(row[8]))
        if result_digest(result) != row[7]:
            raise DataFormatError(
                en=f"Run {whole}: the result does not have the checksum that was recorded; the store is damaged.",
                zh=f"运行 {whole}：结果与记录的校验和不符；运行库已损坏。",
            )
        return Run(
            run_id=row[0],
            kind=known_kind(row[1]),
            title=row[2],
            created_utc=row[3],
            who=row[4],
            inputs={name: zlib.decompress(content) for name, content in inputs},
            settings=json.loads(row[5]),
            environment=json.loads(row[6]),
            result=result,
            tags=frozenset(tags),
        )

    def tag(self, run_id: str, *, add: tuple[str, ...] = (), drop: tuple[str, ...] = ()) -> str:
        """Add and drop tags of a run and return its whole id.

        Raises
        ------
        DataMissingError
            There is no such run, or several.
        WriteError
            The store cannot be written.
        """
        with records.reading(self.folder) as base:
            whole = self._resolve(base, run_id)
        with records.writing(self.folder) as base:
            base.executemany("INSERT OR IGNORE INTO tag VALUES (?, ?)", [(whole, tag) for tag in add])
            base.executemany("DELETE FROM tag WHERE run_id = ? AND tag = ?", [(whole, tag) for tag in drop])
        return whole

    def _resolve(self, base: sqlite3.Connection, asked: str) -> str:
        """Return the whole id that `asked` means: the newest run with that tag, or the one whose id begins so."""
        tagged = base.execute(
            "SELECT run_id FROM run JOIN tag USING (run_id) WHERE tag = ? ORDER BY created_utc DESC, run.rowid DESC",
            (asked,),
        ).fetchone()
        if tagged is not None:
            return str(tagged[0])
        ids = {row[0] for row in base.execute("SELECT run_id FROM run")}
        found = {whole for whole in ids if len(asked) >= LEAST_ID and whole.startswith(asked)}
        if len(found) == 1:
            return str(found.pop())
        count = len(found)
        raise DataMissingError(
            en=f"{asked}: {count} runs of this id or tag in {self.folder}; give a tag, or at least {LEAST_ID} digits of the id of one.",
            zh=f"{asked}：{self.folder} 中符合该编号或标签的运行有 {count} 个；请给出其中一个编号的至少前 {LEAST_ID} 位。",
        )


def _tags(base: sqlite3.Connection) -> dict[str, tuple[str, ...]]:
    """Return the tags of each run."""
    found: dict[str, tuple[str, ...]] = {}
    for run_id, tag in base.execute("SELECT run_id, tag FROM tag ORDER BY tag"):
        found[run_id] = (*found.get(run_id, ()), tag)
    return found
