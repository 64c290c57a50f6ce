"""The web application: `streamlit run streamlit_app.py` or `cqlayout app`.

Streamlit finds the ASGI application below by reading this file and imports it as a module; each run of a page then
executes the same file as `__main__`. So one file is both the server with its own routes and the script.
"""

from pathlib import Path

import streamlit as st

from layout.ui.shell import footer, header, on_error, page_setup
from layout.ui.state import language

PAGES = Path(__file__).resolve().parent / "pages"


def run() -> None:
    """Set the page up, draw the header with navigation and language switch, and run the chosen page."""
    chosen = language()
    page = st.navigation(page_setup(PAGES, chosen), position="top")
    header(page.title)
    page.run()
    footer(chosen)


if __name__ == "__main__":
    run()
else:
    from layout.ui.server import routes
    from layout.ui.suitability.warm import begin

    begin()
    app = st.App(__file__, routes=routes(), on_script_error=on_error)
