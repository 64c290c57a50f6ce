"""Text out of a file, made safe to stand in a message: one line, short, nothing that moves the cursor or turns text."""

import unicodedata
from collections.abc import Sequence

from geodata.text import Bilingual

LONGEST = 60
MOST_NUMBERS = 8

# Control, format (bidirectional overrides, zero width), surrogate, private and unassigned characters, line separators.
_ONE_BYTE, _TWO_BYTES = 0xFF, 0xFFFF
_HIDDEN = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}


def shown(value: object, *, longest: int = LONGEST) -> str:
    """Return `value` as one visible line of at most `longest` characters.

    Parameters
    ----------
    value
        Anything; text that came from a file is expected.
    longest
        Characters kept before the text is cut with an ellipsis.
    """
    text = str(value)[: longest + 1]
    visible = "".join(_escaped(character) for character in text[:longest])
    return f"{visible}…" if len(text) > longest else visible


def _escaped(character: str) -> str:
    """Return a character, or its escape where it cannot be seen or would change how the line is read."""
    if unicodedata.category(character) not in _HIDDEN:
        return character
    code = ord(character)
    if code <= _ONE_BYTE:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code <= _TWO_BYTES else f"\\U{code:08x}"


def listed(values: Sequence[object], *, most: int = MOST_NUMBERS) -> Bilingual:
    """Return the first `most` values as an enumeration, and how many there are in all.

    Parameters
    ----------
    values
        Numbers of rows, names; each is made safe with :func:`shown`.
    most
        How many are written out.
    """
    words = [shown(value) for value in values[:most]]
    if len(values) <= most:
        return Bilingual(en=", ".join(words), zh="、".join(words))
    return Bilingual(
        en=f"{', '.join(words)} … ({len(values)} in all)", zh=f"{'、'.join(words)}……（共 {len(values)} 个）"
    )
