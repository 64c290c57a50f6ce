"""Figures as text, the same on the map, in the legend and in the panel."""

import math

from layout.entities.wording import plain


def format_number(value: float, digits: int = 3) -> str:
    """Return `value` with thousands separators and about `digits` significant figures; integers keep all of theirs.

    Parameters
    ----------
    value
        A finite number.
    digits
        Significant figures to keep after the integer part is whole.

    Raises
    ------
    ValueError
        The value is NaN or infinite: what is unknown is shown as "no data", never as a number.

    Examples
    --------
    >>> format_number(1209.0), format_number(83.26), format_number(0.62887)
    ('1,209', '83.3', '0.629')
    """
    if not math.isfinite(value):
        message = f"format_number: expected a finite number, found {value!r}; show 'no data' instead"
        raise ValueError(message)
    return plain(value, digits)
