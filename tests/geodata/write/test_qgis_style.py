from xml.etree import ElementTree as ET

import pytest

from geodata.errors import DataFormatError
from geodata.write.qgis_style import NO_DATA, LayerStyle, StyleClass, to_qml

NASTY = "<&\"'{{ 7 }} 重庆"


def parsed(style: LayerStyle, shape: str = "fill") -> ET.Element:
    text = to_qml(style, shape)  # type: ignore[arg-type]
    assert text.startswith("<!DOCTYPE qgis")
    return ET.fromstring(text.split("\n", 1)[1])  # noqa: S314 - our own text


@pytest.mark.parametrize("shape", ["marker", "line", "fill"])
def test_one_colour_for_everything(shape: str) -> None:
    renderer = parsed(LayerStyle(colour="#FF8000"), shape).find("renderer-v2")
    assert renderer is not None
    assert renderer.get("type") == "singleSymbol"
    symbol = renderer.find("symbols/symbol")
    assert symbol is not None
    assert symbol.get("type") == shape
    key = "line_color" if shape == "line" else "color"
    assert symbol.find(f"layer/prop[@k='{key}']").get("v") == "255,128,0,255"  # type: ignore[union-attr]
    assert symbol.find(f"layer/Option/Option[@name='{key}']").get("value") == "255,128,0,255"  # type: ignore[union-attr]


def test_categories_keep_their_words_and_add_the_rest() -> None:
    style = LayerStyle(
        "zone",
        (StyleClass(NASTY, "#000000", value=NASTY), StyleClass("b", "#ffffff", value="b")),
        other_label="无数据",
    )
    renderer = parsed(style).find("renderer-v2")
    assert renderer is not None
    assert (renderer.get("type"), renderer.get("attr")) == ("categorizedSymbol", "zone")
    categories = renderer.findall("categories/category")
    assert [(item.get("value"), item.get("label")) for item in categories] == [
        (NASTY, NASTY),
        ("b", "b"),
        ("", "无数据"),
    ]
    symbols = renderer.findall("symbols/symbol")
    assert [item.get("name") for item in symbols] == [item.get("symbol") for item in categories]
    assert (
        symbols[-1].find("layer/prop[@k='color']").get("v")
        == ",".join(str(int(NO_DATA[i : i + 2], 16)) for i in (1, 3, 5)) + ",255"
    )  # type: ignore[union-attr]


def test_ranges_have_their_limits() -> None:
    style = LayerStyle(
        "yi",
        (
            StyleClass("low", "#000000", lower=0, upper=75),
            StyleClass("high", "#0072b2", lower=75, upper=200.5),
        ),
    )
    renderer = parsed(style).find("renderer-v2")
    assert renderer is not None
    assert renderer.get("type") == "graduatedSymbol"
    assert [(item.get("lower"), item.get("upper")) for item in renderer.findall("ranges/range")] == [
        ("0.0", "75.0"),
        ("75.0", "200.5"),
    ]


@pytest.mark.parametrize(
    "classes",
    [
        (StyleClass("a", "#000000", value="a"), StyleClass("b", "#000000", lower=0, upper=1)),
        (StyleClass("a", "#000000"),),
        (StyleClass("a", "#000000", value="a", lower=0, upper=1),),
    ],
)
def test_a_mixture_of_kinds_is_refused(classes: tuple[StyleClass, ...]) -> None:
    with pytest.raises(DataFormatError, match="one kind"):
        to_qml(LayerStyle("c", classes), "fill")


@pytest.mark.parametrize("colour", ["red", "#fff", "#gggggg", "000000", "#12345", "#1234567"])
def test_other_colours_are_refused(colour: str) -> None:
    with pytest.raises(DataFormatError, match="#rrggbb"):
        to_qml(LayerStyle(colour=colour), "fill")
