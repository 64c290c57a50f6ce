import base64
import json
import zlib
from collections.abc import Callable

import pytest

from geodata.errors import DataFormatError
from layout.runs import share
from layout.runs.model import Run
from layout.runs.share import run_from_bytes, run_to_bytes

Finished = Callable[..., Run]


def test_one_file_there_and_back(finished: Finished) -> None:
    run = finished({"x": 1, "甲": 2})
    back = run_from_bytes(run_to_bytes(run), origin="r.json")
    assert (back.run_id, back.result, back.inputs, back.digest) == (
        run.run_id,
        run.result,
        run.inputs,
        run.digest,
    )


@pytest.mark.parametrize(
    "change",
    [
        lambda data: data["result"]["ranks"].update(x=9),
        lambda data: data["inputs"]["table.csv"].update(
            zlib_base64=base64.b64encode(zlib.compress(b"no")).decode()
        ),
        lambda data: data["inputs"]["table.csv"].update(zlib_base64="***"),
        lambda data: data.update(format="else"),
        lambda data: data.pop("who"),
        lambda data: data.update(kind="dream"),
        lambda data: data.update(inputs=[]),
    ],
)
def test_changed_file_is_refused(finished: Finished, change: Callable[[dict[str, object]], object]) -> None:
    data = json.loads(run_to_bytes(finished({"x": 1})))
    change(data)
    with pytest.raises(DataFormatError):
        run_from_bytes(json.dumps(data).encode(), origin="r.json")


def test_cut_file_and_input_that_unpacks_to_too_much(
    finished: Finished, monkeypatch: pytest.MonkeyPatch
) -> None:
    content = run_to_bytes(finished({"x": 1}))
    with pytest.raises(DataFormatError, match=r"r\.json"):
        run_from_bytes(content[:-50], origin="r.json")
    monkeypatch.setattr(share, "MOST_BYTES", 3)
    with pytest.raises(DataFormatError, match="more than 3 bytes"):
        run_from_bytes(content, origin="r.json")
