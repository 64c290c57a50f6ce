from pathlib import Path

import pytest

from layout.workflow.desk.choice import chosen_folder, use_default, use_workspace, workspace_folder


def test_by_default_it_is_the_folder_of_the_environment(own_workspace: Path) -> None:
    assert chosen_folder() == workspace_folder() == own_workspace


def test_choices_nest_and_end_with_their_block(own_workspace: Path, tmp_path: Path) -> None:
    with use_workspace(None):
        assert chosen_folder() is None
        with use_workspace(str(tmp_path)):
            assert chosen_folder() == tmp_path
        with use_default():
            assert chosen_folder() == own_workspace
        assert chosen_folder() is None
    assert chosen_folder() == own_workspace


def test_a_choice_ends_also_where_its_block_fails(own_workspace: Path) -> None:
    with pytest.raises(ZeroDivisionError), use_workspace(None):
        raise ZeroDivisionError
    assert chosen_folder() == own_workspace
