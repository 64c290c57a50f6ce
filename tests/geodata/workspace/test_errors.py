from geodata.errors import GeodataError, WriteError
from geodata.workspace import ReadOnlyError, WorkspaceError


def test_errors_speak_both_languages_and_can_be_caught_by_their_families() -> None:
    error = WorkspaceError(en="no workspace", zh="不是工作区")
    assert isinstance(error, GeodataError)
    assert isinstance(error, RuntimeError)
    assert error.message("zh") == "不是工作区"
    assert issubclass(ReadOnlyError, WriteError)
    assert issubclass(ReadOnlyError, OSError)
