import dataclasses

import pandas as pd
import pytest

from geodata.layer import Layer, Provenance
from geodata.text import Bilingual

ORIGIN = Provenance(
    licence="MIT",
    attribution=Bilingual(en="somebody", zh="某人"),
    vintage="2025",
    source_ids=("a", "b"),
    checksum_sha256="0" * 64,
    note=Bilingual(en="", zh=""),
)


def test_layer_keeps_frame_and_provenance_together() -> None:
    frame = pd.DataFrame({"x": [1]})
    layer = Layer("x", Bilingual(en="X", zh="甲"), frame, ORIGIN)
    assert layer.frame is frame
    assert layer.provenance.files == ()


def test_provenance_cannot_be_changed_and_compares_by_value() -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        ORIGIN.licence = "CC0"  # type: ignore[misc]
    assert dataclasses.replace(ORIGIN, licence="CC0") != ORIGIN
    assert dataclasses.replace(ORIGIN) == ORIGIN
