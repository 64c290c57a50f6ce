"""Which parks a park may fairly be held against: same kind of zone, similar leading industries."""

import math
from typing import Final

import pandas as pd

PEER_COLUMNS: Final = ("peer", "same_type", "shared_zones", "shared_clusters", "similarity")
_TYPE_WEIGHT: Final = 0.5
_CLUSTER_WEIGHT: Final = 0.5


def jaccard(left: tuple[str, ...], right: tuple[str, ...]) -> float:
    """Return the shared part of two sets, 0 to 1; NaN where both are empty, because nothing is known of either.

    Notes
    -----
    Jaccard (1901): size of the intersection ÷ size of the union.

    Examples
    --------
    >>> jaccard(("a", "b"), ("b", "c"))
    0.3333333333333333
    """
    union = set(left) | set(right)
    return len(set(left) & set(right)) / len(union) if union else float("nan")


def peers(parks: pd.DataFrame, park_id: str, *, at_least: float = 0.5) -> pd.DataFrame:
    """Return the peers of a park, the most similar first.

    Parameters
    ----------
    parks
        Table of parks: park_id, type, zone_ids, cluster_ids (tuples).
    park_id
        The park.
    at_least
        Smallest similarity of a peer.

    Returns
    -------
    pandas.DataFrame
        Columns `PEER_COLUMNS`. Similarity = half for the same type of zone, half for the Jaccard index of the leading
        33618 clusters; a type that is not stated is like no other; where the clusters of both are unknown only the type counts, and says so with an empty
        `shared_clusters`. The weights are this product's, not those of a regulation.

    Raises
    ------
    KeyError
        There is no such park.
    """
    records = {str(row["park_id"]): row for row in parks.to_dict("records")}
    own = records[park_id]
    rows = []
    for other, row in records.items():
        if other == park_id:
            continue
        alike = jaccard(own["cluster_ids"], row["cluster_ids"])
        same_type = bool(own["type"]) and row["type"] == own["type"]
        score = _TYPE_WEIGHT * same_type + _CLUSTER_WEIGHT * (0.0 if math.isnan(alike) else alike)
        rows.append(
            (
                other,
                bool(same_type),
                _shared(own["zone_ids"], row["zone_ids"]),
                _shared(own["cluster_ids"], row["cluster_ids"]),
                score,
            )
        )
    frame = pd.DataFrame(rows, columns=list(PEER_COLUMNS))
    found = frame[frame["similarity"] >= at_least]
    return found.sort_values(["similarity", "peer"], ascending=[False, True], kind="stable").reset_index(
        drop=True
    )


def _shared(left: tuple[str, ...], right: tuple[str, ...]) -> tuple[str, ...]:
    """Return what two lists share, in the order of the first."""
    return tuple(item for item in left if item in right)
