"""Who runs this."""

import getpass


def who() -> str:
    """Return the name of the account that runs this, "-" where the system has none."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "-"
