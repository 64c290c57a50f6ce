import pytest
from pydantic import TypeAdapter, ValidationError

from layout.config.derived_layer import ReliefLayer
from layout.config.layer_file import AnyLayer, LayerFile
from layout.errors import CaseError

LAYERS: TypeAdapter[object] = TypeAdapter(AnyLayer)


def test_the_origin_is_file_or_dataset() -> None:
    assert LayerFile(path="a.tif").origin == "a.tif"
    assert LayerFile(dataset="infrastructure").origin == "infrastructure"
    assert LayerFile().origin == ""
    with pytest.raises((CaseError, ValidationError), match=r"path a\.tif and dataset infrastructure"):
        LayerFile(path="a.tif", dataset="infrastructure")


def test_derive_says_which_model_reads_a_layer() -> None:
    assert LAYERS.validate_python({"path": "a.tif"}) == LayerFile(path="a.tif")
    relief = {"derive": "relief", "of": "dem", "radius_m": 90.0}
    made = LAYERS.validate_python(relief)
    assert made == ReliefLayer(derive="relief", of="dem", radius_m=90.0)
    assert LAYERS.validate_python(made) == made
    with pytest.raises(ValidationError, match="unknown kind of derived layer"):
        LAYERS.validate_python(relief | {"derive": "file"})
