import itertools

from layout.fields import INFRASTRUCTURE_KINDS
from layout.viz.nodes import INFRASTRUCTURE_LOOK, infrastructure_style
from layout.viz.spec import class_of
from layout.workflow.maps.layers import infrastructure_frame


def test_every_kind_has_a_look_of_its_own() -> None:
    assert set(INFRASTRUCTURE_LOOK) == set(INFRASTRUCTURE_KINDS)
    for one, other in itertools.combinations(INFRASTRUCTURE_LOOK.values(), 2):
        assert one != other


def test_every_node_is_counted_once() -> None:
    frame = infrastructure_frame()
    spec = infrastructure_style(frame)
    assert sum(entry["count"] for entry in spec["classes"]) == len(frame) == 262
    assert spec["no_data"]["count"] == 0
    for kind in frame["kind"].unique():
        assert class_of(spec, kind)["label"]["zh"]


def test_only_kinds_of_the_frame_have_a_class() -> None:
    spec = infrastructure_style(infrastructure_frame("airport"))
    assert [entry["id"] for entry in spec["classes"]] == ["airport"]


def test_what_does_not_operate_is_hollow_and_counted() -> None:
    frame = infrastructure_frame("power_plant")
    hollow = infrastructure_style(frame)["hollow"]
    assert hollow["count"] == int((frame["status"] != "operating").sum()) == 53
    assert set(hollow["values"]) < set(frame[hollow["property"]])


def test_every_property_is_in_the_frame() -> None:
    frame = infrastructure_frame()
    spec = infrastructure_style(frame)
    named = {spec["property"], spec["key"]}
    for line in spec["tooltip"]:
        named |= {line["property"]} if isinstance(line["property"], str) else set(line["property"].values())
    assert named <= set(frame.columns)


def test_a_kind_of_the_users_own_is_shown_and_named_as_other() -> None:
    frame = infrastructure_frame("airport")
    frame.loc[0, "kind"] = "heliport"
    spec = infrastructure_style(frame)
    assert spec["no_data"]["count"] == 1
    assert spec["no_data"]["label"]["en"] == "Other kind"
