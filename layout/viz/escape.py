"""The functions that make text from data inert before it enters HTML, or the label of a widget, which reads markdown.

Map libraries compile their HTML as a template, and a browser reads template literals in scripts; escaping the
five characters of HTML is therefore not enough. What a template engine or a script could read is written as
numeric character references, which a browser shows as the very character.
"""

import html
import re

_MARKDOWN = re.compile(r"([\\`*_{}\[\]()<>#+\-.!$:~|^=@/&\"'])")
_TEMPLATE_CHARACTERS = str.maketrans({character: f"&#{ord(character)};" for character in "{}`$\\%"})


def safe_html(text: object) -> str:
    """Return `text` as HTML that shows exactly its characters and nothing else.

    Parameters
    ----------
    text
        Anything that came from data; its `str()` is shown.

    Examples
    --------
    >>> safe_html("{{1*2}} <b>")
    '&#123;&#123;1*2&#125;&#125; &lt;b&gt;'
    """
    return html.escape(str(text), quote=True).translate(_TEMPLATE_CHARACTERS)


def safe_markdown(text: object) -> str:
    r"""Return `text` as markdown that shows exactly its characters: no link, image, formula, emphasis or directive.

    Parameters
    ----------
    text
        Anything that came from data; its `str()` is shown, on one line.

    Examples
    --------
    >>> print(safe_markdown("![x](y) $z$"))
    \!\[x\]\(y\) \$z\$
    """
    return _MARKDOWN.sub(r"\\\1", " ".join(str(text).split()))
