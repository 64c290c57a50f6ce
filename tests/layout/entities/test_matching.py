import pytest

from layout.entities.matching import choose, match_row
from layout.entities.register import CITY_ID
from layout.workflow.statistics.join import desk_register

REGISTER = desk_register("38")


@pytest.mark.parametrize(
    ("text", "code", "entity_id", "how"),
    [
        ("", "500154", "500154", "code"),
        ("随便写", "500154", "500154", "code"),
        ("", "G502138", "bishan_htz", "code"),
        ("万州区", "", "500101", "name"),
        ("Wanzhou District", "", "500101", "name"),
        ("萬州區", "", "500101", "name"),
        ("重庆市万州区", "", "500101", "alias"),
        ("万州", "", "500101", "alias"),
        ("石柱县", "", "500240", "alias"),
        ("忠县", "", "500233", "name"),
        ("璧山高新区", "", "bishan_htz", "alias"),
        ("璧山工业园区", "", "bishan_htz", "alias"),
        ("重庆经开区", "", "cq_etdz", "alias"),
        ("长寿经开区", "", "changshou_etdz", "alias"),
        ("长寿工业园", "", "changshou_ip", "alias"),
        ("开县", "", "500154", "old_name"),
        ("開　縣", "", "500154", "old_name"),
        ("梁平县", "", "500155", "old_name"),
        ("璧山县", "", "500120", "old_name"),
        ("铜梁县", "", "500151", "old_name"),
        ("潼南县", "", "500152", "old_name"),
        ("荣昌县", "", "500153", "old_name"),
        ("武隆县", "", "500156", "old_name"),
        ("江津市", "", "500116", "old_name"),
        ("", "500234", "500154", "old_name"),
    ],
)
def test_what_is_sure(text: str, code: str, entity_id: str, how: str) -> None:
    match = match_row(text, code, register=REGISTER)
    assert (match.status, match.entity_id, match.how) == ("sure", entity_id, how)
    assert (match.reason is not None) == (how == "old_name")


@pytest.mark.parametrize("name", ["万盛区", "双桥区", "綦江县", "大足县", "万盛经开区", "江北县"])
def test_a_merged_unit_is_never_taken_for_the_whole(name: str) -> None:
    match = match_row(name, "", register=REGISTER)
    assert match.status == "ask"
    assert match.entity_id == ""


def test_merged_units_say_so_in_both_languages() -> None:
    match = match_row("万盛区", "", register=REGISTER)
    assert match.reason is not None
    assert "2011" in match.reason.zh
    assert "2011" in match.reason.en
    assert match.alternatives == (("district", "500110"),)


def test_the_old_code_of_wansheng_does_not_pass_for_qijiang() -> None:
    match = match_row("万盛区", "500110", register=REGISTER)  # 500110 was Wansheng's own code until 2011
    assert (match.status, match.entity_id) == ("ask", "")


def test_code_and_name_that_contradict_are_asked_about() -> None:
    match = match_row("涪陵区", "500101", register=REGISTER)
    assert match.status == "ask"
    assert set(match.alternatives) == {("district", "500101"), ("district", "500102")}


def test_an_unknown_code_beside_a_known_name_is_asked_about() -> None:
    match = match_row("万州区", "500999", register=REGISTER)
    assert match.status == "ask"
    assert match.alternatives == (("district", "500101"),)


def test_nearest_spelling_is_a_question_with_its_distance() -> None:
    match = match_row("潼南曲", "", register=REGISTER)
    assert (match.status, match.how, match.distance) == ("ask", "nearest", 1)
    assert match.alternatives[0] == ("district", "500152")


def test_the_name_of_the_city_does_not_count_as_letters() -> None:
    match = match_row("忠县工业圆区", "", register=REGISTER)  # 重庆忠县工业园区
    assert (match.distance, match.alternatives[0]) == (1, ("park", "zhongxian_ip"))


def test_equally_near_names_are_all_offered() -> None:
    match = match_row("巫X县", "", register=REGISTER)
    assert match.status == "ask"
    assert {("district", "500237"), ("district", "500238")} <= set(match.alternatives)


def test_a_park_of_another_kind_at_the_same_place_is_asked_about() -> None:
    match = match_row("忠县经开区", "", register=REGISTER)
    assert match.status == "ask"
    assert ("park", "zhongxian_ip") in match.alternatives


def test_a_name_of_a_park_and_a_zone_depends_on_the_table() -> None:
    assert match_row("两江新区", "", register=REGISTER).status == "ask"
    assert match_row("两江新区", "", register=REGISTER, kinds=("park",)).entity_id == "liangjiang_na"
    new = desk_register("37")
    assert match_row("两江新区", "", register=new, kinds=("district",)).entity_id == "500105"


def test_abolished_units_are_unknown_on_the_37() -> None:
    match = match_row("渝北区", "", register=desk_register("37"), kinds=("district",))
    assert match.status in {"ask", "none"}


@pytest.mark.parametrize(
    ("text", "entity_id"), [("全市", CITY_ID), ("重庆市", CITY_ID), ("合 计", ""), ("Total", "")]
)
def test_totals(text: str, entity_id: str) -> None:
    match = match_row(text, "", register=REGISTER)
    assert (match.status, match.entity_id) == ("total", entity_id)


@pytest.mark.parametrize("text", ["其他", "上海市浦东新区", "注：资料来源见附录"])
def test_what_is_known_to_nobody(text: str) -> None:
    match = match_row(text, "", register=REGISTER)
    assert match.status == "none"
    assert match.reason is not None


def test_a_person_decides() -> None:
    asked = match_row("潼南曲", "", register=REGISTER)
    chosen = choose(asked, ("district", "500152"), register=REGISTER)
    assert (chosen.status, chosen.how, chosen.entity_id) == ("sure", "chosen", "500152")
    assert choose(asked, ("", ""), register=REGISTER).status == "skip"
    with pytest.raises(KeyError):
        choose(asked, ("district", "999999"), register=REGISTER)
