"""Downloads that survive a cut: part file, resume, checksum, rename."""

import time
from collections.abc import Callable, Iterator
from http import HTTPStatus
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

import requests

from geodata.fetch.errors import FetchError
from geodata.fetch.part import Head, Part

Progress = Callable[[int, int], None]
"""Takes the bytes there are and the bytes there will be."""

_PIECE: Final = 1 << 16
"""What a cut may lose."""
_ATTEMPTS: Final = 5


class Connection:
    """A mirror to download from.

    Parameters
    ----------
    mirror
        Address below which the files lie: http or https.
    proxy
        Address of a proxy; by default those of the environment (`HTTPS_PROXY` and so on).
    patience_s
        Seconds to wait for an answer.
    pause_s
        Seconds before the second attempt; doubled before each further one.

    Raises
    ------
    FetchError
        The address is not one.
    """

    def __init__(
        self, mirror: str, *, proxy: str | None = None, patience_s: float = 60.0, pause_s: float = 1.0
    ) -> None:
        for address in (mirror, proxy):
            if address is not None and urlsplit(address).scheme not in {"http", "https"}:
                raise FetchError(
                    en=f"{address!r} found, expected an address that begins with https:// or http://.",
                    zh=f"{address!r} 不是地址；应以 https:// 或 http:// 开头。",
                )
        self.mirror = mirror.rstrip("/")
        self.proxy = proxy
        self._patience_s, self._pause_s = patience_s, pause_s
        self._session = requests.Session()
        self._session.headers["Accept-Encoding"] = "identity"  # sizes and ranges are those of the file
        if proxy is not None:
            self._session.proxies = {"http": proxy, "https": proxy}
            self._session.trust_env = False

    def url(self, path: str) -> str:
        """Return the address of a file."""
        return f"{self.mirror}/{path}"

    def head(self, path: str) -> Head | None:
        """Return size and tag of a file, None where the mirror has no such file.

        Raises
        ------
        FetchError
            The mirror does not answer, refuses, or does not say the size.
        """
        for last in self._attempts():
            try:
                answer = self._session.head(self.url(path), timeout=self._patience_s, allow_redirects=True)
            except requests.RequestException as error:
                self._pause(last, self.url(path), error)
                continue
            if answer.status_code == HTTPStatus.NOT_FOUND:
                return None
            size = answer.headers.get("Content-Length", "")
            if answer.ok and size.isdigit():
                tag = answer.headers.get("ETag") or answer.headers.get("Last-Modified") or ""
                return Head(int(size), tag)
            self._pause(last, self.url(path), f"status {answer.status_code}")
        raise AssertionError(path)  # the last attempt raises

    def text(self, path: str) -> str | None:
        """Return a small text file, None where the mirror has none.

        Raises
        ------
        FetchError
            The mirror does not answer or refuses.
        """
        for last in self._attempts():
            try:
                answer = self._session.get(self.url(path), timeout=self._patience_s)
            except requests.RequestException as error:
                self._pause(last, self.url(path), error)
                continue
            if answer.status_code == HTTPStatus.NOT_FOUND:
                return None
            if answer.ok:
                return answer.text
            self._pause(last, self.url(path), f"status {answer.status_code}")
        raise AssertionError(path)  # as above

    def download(
        self, path: str, target: Path, *, head: Head, md5: str = "", progress: Progress | None = None
    ) -> str:
        """Download a file and return its SHA-256; what an earlier attempt left is used where the file is still the same.

        Parameters
        ----------
        path
            Below the mirror.
        target
            The file to write; it appears whole or not at all. Beside it lies a `.part` until then.
        head
            What the mirror said of the file.
        md5
            Checksum that the publisher gives, "" where it gives none.
        progress
            Told after every piece.

        Raises
        ------
        FetchError
            The mirror stopped to answer (what is there stays for the next attempt), or sends bytes that do not have the size
            or checksum it promised (nothing stays).
        """
        part = Part(target, url=self.url(path), head=head)
        for _ in range(
            2
        ):  # bytes that prove wrong may have been spoilt by an earlier attempt: once more from the start
            self._fill(part, progress)
            if not md5 or part.digest("md5") == md5:
                return part.finish()
            part.drop()
        raise FetchError(
            en=f"{self.url(path)}: the bytes received do not have the MD5 {md5} of the publisher; try again or use another mirror.",
            zh=f"{self.url(path)}：收到的内容与发布方的 MD5 {md5} 不符；请重试或更换镜像。",
        )

    def _fill(self, part: Part, progress: Progress | None) -> None:
        """Download what is missing of a part."""
        for last in self._attempts():
            try:
                for length in self._pieces(part):
                    if progress is not None:
                        progress(length, part.head.size)
            except requests.RequestException as error:
                self._pause(last, part.url, error)
                continue
            except OSError as error:
                raise part.failed(error) from error
            if part.length == part.head.size:
                return
            self._pause(last, part.url, f"{part.length} of {part.head.size} bytes")
        raise AssertionError(part.url)  # as above

    def _pieces(self, part: Part) -> Iterator[int]:
        """Append the rest of a file to its part and yield its length after each piece."""
        start = part.length
        if start >= part.head.size:
            if start > part.head.size:
                part.drop()
            return
        headers = {"Range": f"bytes={start}-", "If-Range": part.head.tag} if start else {}
        with self._session.get(part.url, headers=headers, stream=True, timeout=self._patience_s) as answer:
            answer.raise_for_status()
            resumed = answer.status_code == HTTPStatus.PARTIAL_CONTENT
            if resumed and not answer.headers.get("Content-Range", "").startswith(f"bytes {start}-"):
                part.drop()
                return
            with part.open(append=resumed) as file:
                for piece in answer.iter_content(_PIECE):
                    file.write(piece)
                    yield file.tell()

    def _attempts(self) -> Iterator[int]:
        """Yield the number of attempts left after each."""
        yield from range(_ATTEMPTS - 1, -1, -1)

    def _pause(self, left: int, url: str, error: object) -> None:
        """Wait before the next attempt, or give up after the last."""
        if left:
            time.sleep(self._pause_s * 2 ** (_ATTEMPTS - 1 - left))
            return
        said = " ".join(str(error).split())[:200]
        raise FetchError(
            en=f"{url}: no whole answer after {_ATTEMPTS} attempts ({said}); check network, --proxy and --mirror, then run again.",
            zh=f"{url}：{_ATTEMPTS} 次尝试均未完成（{said}）；请检查网络、--proxy 与 --mirror 后重新运行。",
        )
