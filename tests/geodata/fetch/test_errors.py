import pytest

from geodata.errors import GeodataError
from geodata.fetch.errors import FetchError


def test_it_can_be_caught_by_the_package_and_by_a_builtin() -> None:
    for kind in (GeodataError, ConnectionError):
        with pytest.raises(kind, match="gone"):
            raise FetchError(en="gone", zh="没有")
