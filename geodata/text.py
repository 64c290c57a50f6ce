"""Text in the two languages of the project, kept together so that neither can be forgotten."""

from dataclasses import dataclass
from typing import Literal, get_args

Language = Literal["zh", "en"]
LANGUAGES: tuple[Language, ...] = get_args(Language)


@dataclass(frozen=True, slots=True)
class Bilingual:
    """One text in English and in Chinese.

    Parameters
    ----------
    en, zh
        The same text in each language.
    """

    en: str
    zh: str

    def pick(self, language: Language) -> str:
        """Return the text in `language`."""
        return self.zh if language == "zh" else self.en
