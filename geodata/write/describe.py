"""What a file says about itself: title, origin, licence and credit of its layer, in the forms that formats know."""

from xml.etree import ElementTree as ET

import pandas as pd

from geodata.layer import Layer
from geodata.write.values import Json


def description(layer: Layer) -> dict[str, Json]:
    """Return title, licence, credit, vintage and notes of a layer as plain data.

    Parameters
    ----------
    layer
        The layer.
    """
    origin = layer.provenance
    return {
        "id": layer.layer_id,
        "title": {"en": layer.title.en, "zh": layer.title.zh},
        "licence": origin.licence,
        "attribution": {"en": origin.attribution.en, "zh": origin.attribution.zh},
        "vintage": origin.vintage,
        "source_ids": list(origin.source_ids),
        "checksum_sha256": origin.checksum_sha256,
        "note": {"en": origin.note.en, "zh": origin.note.zh},
        "files": list(origin.files),
    }


def abstract(layer: Layer) -> str:
    """Return the same as text of a few lines, Chinese and English.

    Parameters
    ----------
    layer
        The layer.
    """
    return "\n".join(f"{zh} {en}: {text}" for zh, en, text in _lines(layer))


def sources_table(layer: Layer) -> pd.DataFrame:
    """Return the same as a table of two columns, for a sheet beside the data.

    Parameters
    ----------
    layer
        The layer.
    """
    rows = [(f"{zh} {en}", text) for zh, en, text in _lines(layer)]
    return pd.DataFrame(rows, columns=["项目 item", "内容 content"])


def qgis_metadata(layer: Layer) -> str:
    """Return the layer's metadata as QGIS reads it from a GeoPackage (document type qgis.dtd).

    Parameters
    ----------
    layer
        The layer.
    """
    origin = layer.provenance
    root = ET.Element("qgis", version="3.22.0")
    for name, text in (
        ("identifier", layer.layer_id),
        ("type", "dataset"),
        ("title", f"{layer.title.zh} {layer.title.en}"),
        ("abstract", abstract(layer)),
        ("license", origin.licence),
        ("rights", f"{origin.attribution.zh} {origin.attribution.en}"),
    ):
        ET.SubElement(root, name).text = _xml_text(text)
    return ET.tostring(root, encoding="unicode")


def _lines(layer: Layer) -> list[tuple[str, str, str]]:
    """Return (Chinese label, English label, text) of all that is known."""
    origin = layer.provenance
    rows = [
        ("标题", "title", f"{layer.title.zh} / {layer.title.en}"),
        ("编号", "id", layer.layer_id),
        ("许可", "licence", origin.licence),
        ("署名", "attribution", f"{origin.attribution.zh} / {origin.attribution.en}"),
        ("时点", "vintage", origin.vintage),
        ("来源", "sources", "; ".join(origin.source_ids)),
        ("文件", "files", "; ".join(origin.files)),
        ("校验和", "SHA-256", origin.checksum_sha256),
        ("说明", "note", f"{origin.note.zh} / {origin.note.en}"),
    ]
    return [row for row in rows if row[2].strip(" /")]


def _xml_text(text: str) -> str:
    """Return text without the characters that XML 1.0 cannot hold (section 2.2)."""
    return "".join(
        c for c in text if c in "\t\n" or " " <= c <= "\ud7ff" or "\ue000" <= c <= "\ufffd" or c > "\uffff"
    )
