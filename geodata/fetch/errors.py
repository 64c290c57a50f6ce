"""What can go wrong with a download."""

from geodata.errors import GeodataError


class FetchError(GeodataError, ConnectionError):
    """A server that does not answer, does not have the file, or sends other bytes than it promised."""
