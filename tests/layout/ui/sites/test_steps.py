from layout.i18n import catalogue
from layout.ui.sites.steps import STEPS


def test_the_steps_are_in_the_order_of_the_work_and_numbered() -> None:
    assert list(STEPS) == ["brief", "candidates", "rules", "criteria", "weights", "result", "runs", "export"]
    for place, step in enumerate(STEPS, start=1):
        words = catalogue()[f"sites.step.{step}"]
        assert words.en.startswith(f"{place} ")
        assert words.zh.startswith(f"{place} ")
