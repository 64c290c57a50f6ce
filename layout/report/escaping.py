"""Text that enters a page."""

import html


def text(value: object) -> str:
    """Return a value as text that no browser takes for markup."""
    return html.escape(str(value), quote=True)
