"""A run as one file that can be sent: readable JSON with the inputs inside, checked when it is taken in."""

import base64
import binascii
import json
import zlib
from typing import Any

from geodata.errors import DataFormatError
from layout.runs.model import Run, known_kind, result_digest

FORMAT = "cqlayout-run-1"
MOST_BYTES = 512 * 1024 * 1024
"""An input that would unpack to more is refused before it is unpacked whole."""


def run_to_bytes(run: Run) -> bytes:
    """Return a run as one file."""
    data = {
        "format": FORMAT,
        "run_id": run.run_id,
        "kind": run.kind,
        "title": run.title,
        "created_utc": run.created_utc,
        "who": run.who,
        "settings": run.settings,
        "environment": run.environment,
        "tags": sorted(run.tags),
        "digest": run.digest,
        "result": run.result,
        "inputs": {
            name: {
                "sha256": run.checksums[name],
                "zlib_base64": base64.b64encode(zlib.compress(content)).decode("ascii"),
            }
            for name, content in run.inputs.items()
        },
    }
    return (json.dumps(data, ensure_ascii=False, indent=1, allow_nan=False) + "\n").encode()


def run_from_bytes(content: bytes, *, origin: str) -> Run:
    """Return the run in a file, after checking every checksum in it.

    Parameters
    ----------
    content
        Bytes of the file.
    origin
        Its name, for messages.

    Raises
    ------
    DataFormatError
        It is no shared run, or something in it was changed or cut off.
    """
    try:
        data = json.loads(content)
        if data["format"] != FORMAT:
            raise _refused(origin, str(data["format"]))
        run = _run(data)
    except (AttributeError, KeyError, TypeError, ValueError, binascii.Error, zlib.error) as error:
        if isinstance(error, DataFormatError):
            raise
        raise _refused(origin, f"{type(error).__name__}: {error}") from error
    if result_digest(run.result) != data["digest"]:
        raise _refused(origin, "result")
    for name, checksum in run.checksums.items():
        if checksum != data["inputs"][name]["sha256"]:
            raise _refused(origin, name)
    return run


def _run(data: dict[str, Any]) -> Run:
    """Return the run that the data of a file describe."""
    return Run(
        run_id=str(data["run_id"]),
        kind=known_kind(str(data["kind"])),
        title=str(data["title"]),
        created_utc=str(data["created_utc"]),
        who=str(data["who"]),
        inputs={str(name): _unpacked(item["zlib_base64"]) for name, item in data["inputs"].items()},
        settings=dict(data["settings"]),
        environment=dict(data["environment"]),
        result=dict(data["result"]),
        tags=frozenset(str(tag) for tag in data["tags"]),
    )


def _unpacked(text: str) -> bytes:
    """Return the bytes of an input, refusing those that unpack to more than any input is."""
    unpacker = zlib.decompressobj()
    content = unpacker.decompress(base64.b64decode(text, validate=True), MOST_BYTES)
    if unpacker.unconsumed_tail or not unpacker.eof:
        message = f"input of more than {MOST_BYTES} bytes, or cut off"
        raise ValueError(message)
    return content


def _refused(origin: str, what: str) -> DataFormatError:
    """Return the error for a file that is no shared run."""
    return DataFormatError(
        en=f"{origin}: not a shared run that can be trusted ({what}); ask for the file again.",
        zh=f"{origin}：不是可信的共享运行文件（{what}）；请对方重新发送。",
    )
