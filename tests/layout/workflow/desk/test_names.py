from layout.workflow.desk import names as desk_names
from layout.workflow.intake.importing import ROLES


def test_every_name_is_that_of_a_role_of_an_import() -> None:
    names = {value for name, value in vars(desk_names).items() if name.endswith("_ITEM")}
    assert names
    assert names <= set(ROLES)
