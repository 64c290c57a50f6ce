"""The one question that streamlit asks the outside world by itself, answered without asking.

For the banner of a headless start, and to judge the origin of a WebSocket that no setting names, streamlit looks up
the machine's public address at a web service. Nothing of this product may leave the machine unasked.
"""

from streamlit import net_util


def keep_quiet() -> None:
    """Let streamlit know no public address; origins are those of this machine and of `server.corsAllowedOrigins`."""
    net_util.get_external_ip = _no_address


def _no_address() -> None:
    """Return that there is no public address."""
    return
