"""The place in a document that a rule stands in, as each language cites it."""

import re
from typing import Final

from geodata.text import Bilingual

_NUMBER: Final = re.compile(r"^\d+$")
_ZH: Final = (
    (re.compile(r"\bitem (\d+)"), r"第 \1 项"),
    (re.compile(r"\btable (\d+)"), r"表 \1"),
    (re.compile(r"(\d+) \(number recalled\)"), r"第 \1 条（条号未核实）"),
    (re.compile(r", (\d+)$"), r"、第 \1 条"),
)


def article_text(article: str) -> Bilingual:
    """Return an article of the register as it is cited: "35" becomes "art. 35" and "第 35 条".

    Parameters
    ----------
    article
        As the register has it: a number, a clause such as "4.0.1", "item 2", "table 2", or "" where none is known.
    """
    if _NUMBER.match(article):
        return Bilingual(en=f"art. {article}", zh=f"第 {article} 条")
    zh = article
    for found, words in _ZH:
        zh = found.sub(words, zh)
    return Bilingual(en=article, zh=zh)
