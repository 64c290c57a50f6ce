"""Which widgets were drawn in the run before, so that one that comes back to the screen gets its value again.

Streamlit forgets in the browser what a widget showed once it is gone, but keeps the value that was set for it. A widget
that is drawn anew must therefore be set anew, else it shows its least value and sends that back as if it were chosen;
one that stands there still must not, else what the reader is typing is overwritten.
"""

from dataclasses import dataclass, field
from typing import Final

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

_DRAWN: Final = "cq_drawn"


@dataclass
class Drawn:
    """Keys of the widgets of two runs, of the page or of a fragment.

    Parameters
    ----------
    run
        What tells this run from the one before.
    before, now
        Keys drawn in the run before, and in this one so far.
    """

    run: object = None
    before: set[str] = field(default_factory=set)
    now: set[str] = field(default_factory=set)

    def draw(self, key: str, run: object) -> bool:
        """Return whether a widget was drawn in the run before or earlier in this one, and note that it is drawn.

        Parameters
        ----------
        key
            Key of the widget.
        run
            What tells this run from the one before.
        """
        if self.run is not run:
            self.run, self.before, self.now = run, self.now, set()
        known = key in self.before or key in self.now
        self.now.add(key)
        return known


def stands(key: str) -> bool:
    """Return whether the widget was drawn in the run before, and note that it is drawn now.

    Parameters
    ----------
    key
        Key of the widget.
    """
    context = get_script_run_ctx(suppress_warning=True)
    if context is None:
        return False
    if _DRAWN not in st.session_state:
        st.session_state[_DRAWN] = Drawn()
    drawn: Drawn = st.session_state[_DRAWN]
    # streamlit makes this table anew in every run
    return drawn.draw(key, context.cursors)
