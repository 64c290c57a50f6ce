"""Where in a file something was found, in words of both languages."""

from collections.abc import Sequence

from geodata.quality.shown import listed, shown
from geodata.text import Bilingual

WHOLE_FILE = Bilingual(en="the whole file", zh="整个文件")
TOP_LEVEL = Bilingual(en="top level", zh="顶层")

# The words by which the rows of each kind of file are counted; a table's row 1 is its first line.
ROW_WORDS: dict[str, Bilingual] = {
    "feature": Bilingual(en="feature", zh="要素"),
    "row": Bilingual(en="row", zh="行"),
    "record": Bilingual(en="record", zh="记录"),
    "placemark": Bilingual(en="placemark", zh="地标"),
}


def line(number: int, column: int | None = None) -> Bilingual:
    """Return a line of a text file, and the character in it; both count from 1."""
    if column is None:
        return Bilingual(en=f"line {number}", zh=f"第 {number} 行")
    return Bilingual(en=f"line {number}, column {column}", zh=f"第 {number} 行第 {column} 个字符")


def byte(offset: int) -> Bilingual:
    """Return a byte offset, counted from 0."""
    return Bilingual(en=f"byte {offset}", zh=f"第 {offset} 字节")


def rows(numbers: Sequence[int], word: str = "feature") -> Bilingual:
    """Return the rows with these numbers.

    Parameters
    ----------
    numbers
        As a person counts them in that kind of file.
    word
        A key of `ROW_WORDS`.
    """
    name, which = ROW_WORDS[word], listed(numbers)
    plural = "s" if len(numbers) > 1 else ""
    ordinals, bracket, total = which.zh.partition("（")  # how many there are stands behind what is counted
    zh = f"第 {ordinals}{'' if bracket else ' '}{_counter(word)}{name.zh}{bracket}{total}"
    return Bilingual(en=f"{name.en}{plural} {which.en}", zh=zh)


def _counter(word: str) -> str:
    """Return the measure word between a number and what it counts."""
    return {"row": "", "record": "条"}.get(word, "个")


def row(number: int, word: str = "feature") -> Bilingual:
    """Return one row."""
    return rows([number], word)


def member(name: object) -> Bilingual:
    """Return a file inside an archive."""
    return Bilingual(en=f"member {shown(name)}", zh=f"压缩包成员 {shown(name)}")


def layer(name: object) -> Bilingual:
    """Return a layer or sheet of the file."""
    return Bilingual(en=f"layer {shown(name)}", zh=f"图层 {shown(name)}")


def column(name: object) -> Bilingual:
    """Return a column or attribute."""
    return Bilingual(en=f"column {shown(name)}", zh=f"字段 {shown(name)}")


def columns(names: Sequence[object]) -> Bilingual:
    """Return several columns or attributes."""
    which = listed(names)
    return Bilingual(en=f"columns {which.en}", zh=f"字段 {which.zh}")


def part(name: str) -> Bilingual:
    """Return a part of the file that has the same technical name in both languages, such as a header."""
    return Bilingual(en=name, zh=name)


def inside(outer: Bilingual, inner: Bilingual) -> Bilingual:
    """Return `inner` as a place within `outer`."""
    return Bilingual(en=f"{outer.en}, {inner.en}", zh=f"{outer.zh}，{inner.zh}")
