import math

import pandas as pd
import pytest

from geodata.embedded import table
from layout.landuse.peers import jaccard, peers

PARKS = pd.DataFrame(
    {
        "park_id": ["own", "twin", "same_type", "other", "blank"],
        "type": ["high_tech_zone", "high_tech_zone", "high_tech_zone", "bonded_zone", "high_tech_zone"],
        "zone_ids": [("west",), ("west", "main"), (), ("west",), ()],
        "cluster_ids": [("car", "chip"), ("car", "chip"), ("food",), ("car", "chip"), ()],
    }
)


def test_most_similar_first_and_why() -> None:
    found = peers(PARKS, "own").set_index("peer")
    assert found.index.tolist() == ["twin", "blank", "other", "same_type"]
    assert found["similarity"].tolist() == pytest.approx([1, 0.5, 0.5, 0.5])
    assert found.loc["twin", "shared_clusters"] == ("car", "chip")
    assert found.loc["twin", "shared_zones"] == ("west",)
    assert peers(PARKS, "own", at_least=0.9)["peer"].tolist() == ["twin"]


def test_similarity_of_sets() -> None:
    assert jaccard(("a",), ("a",)) == 1
    assert jaccard(("a", "b"), ("b", "c", "d")) == pytest.approx(1 / 4)
    assert math.isnan(jaccard((), ()))


def test_unknown_clusters_of_both_leave_the_type_alone() -> None:
    found = peers(PARKS, "blank").set_index("peer")
    assert found.loc["own", "similarity"] == pytest.approx(0.5)


def test_every_park_of_the_embedded_table_can_be_asked() -> None:
    parks = table("parks")
    counts = {park: len(peers(parks, park)) for park in parks["park_id"]}
    assert sum(count > 0 for count in counts.values()) > 50
    assert all(park not in set(peers(parks, park)["peer"]) for park in ("cq_htz", "fuling_ip"))


def test_unknown_park() -> None:
    with pytest.raises(KeyError):
        peers(PARKS, "nowhere")
