"""How alternatives, criteria and their values are shown in sentences: as they are called, or in words of their own."""

from geodata.text import Bilingual
from layout.entities.wording import both, plain


class Labels:
    """Names as they are called and values as plain numbers; a ranking of sites has its own names, units and raw values."""

    def name(self, name: str) -> Bilingual:
        """Return the name to show for an alternative, a criterion or a method."""
        return both(name)

    def value(self, alternative: str, criterion: str, *, value: float, digits: int = 4) -> Bilingual:
        """Return a value of the decision matrix as it is shown.

        Parameters
        ----------
        alternative, criterion
            Whose value, and which one.
        value
            The value, present or imagined.
        digits
            Significant digits of a plain number.
        """
        del alternative, criterion
        return both(plain(value, digits))


PLAIN = Labels()
