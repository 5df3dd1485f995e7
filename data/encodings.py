"""Bytes of a text, whatever its encoding, to UTF-8; what cannot be read for certain is refused."""

import codecs
import io

from data.archives import Bytes
from data.refusal import Refusal

HEAD = 1 << 20
MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
MISREAD_AS = ("cp1256", "cp1252", "latin-1")
MOST_LATIN = 0.05  # of the letters beyond ASCII, where the others are Arabic


def detected(head: bytes, name: str) -> tuple[str, int]:
    """Return the encoding of a text and how many bytes its mark takes.

    Parameters
    ----------
    head : bytes
        The first `HEAD` bytes, or all.
    name : str
        The file, to be named in a refusal.

    Raises
    ------
    Refusal
        "reading.nul" for UTF-16 without its mark and for what is no text, "reading.mojibake" for
        text that went wrong before, "reading.encoding" where the encoding is not certain.
    """
    for mark, encoding in MARKS:
        if head.startswith(mark):
            return encoding, len(mark)
    if b"\0" in head:
        raise Refusal("reading.nul", file=name, line=head[: head.index(b"\0")].count(b"\n") + 1)
    try:
        text = codecs.getincrementaldecoder("utf-8")().decode(head)
    except UnicodeDecodeError as error:
        return _one_byte(head, name, error), 0
    if _went_wrong(text):
        raise Refusal("reading.mojibake", file=name)
    return "utf-8", 0


def _one_byte(head: bytes, name: str, error: UnicodeDecodeError) -> str:
    text = head.decode("cp1256", errors="replace")
    beyond = [letter for letter in text if not letter.isascii() and letter.isalpha()]
    latin = sum(letter < "\u0250" for letter in beyond)
    readable = bool(beyond) and latin <= MOST_LATIN * len(beyond)
    if not readable or _mostly_utf8(head):
        line = head[: error.start].count(b"\n") + 1
        raise Refusal("reading.encoding", file=name, line=line)
    return "cp1256"


def _mostly_utf8(head: bytes) -> bool:
    """Return whether this is UTF-8 with a few bytes of something else in it."""
    text = head.decode("utf-8", errors="replace")
    beyond = [letter for letter in text if not letter.isascii()]
    return sum(letter != "\ufffd" for letter in beyond) > len(beyond) / 2


def _went_wrong(text: str) -> bool:
    """Return whether UTF-8 was once read as another encoding and kept like that, as ط±ط´طھ is."""
    words = [word for word in text.split() if not word.isascii()][:500]
    if not words:
        return False
    for encoding in MISREAD_AS:
        turned = 0
        for word in words:
            try:
                turned += not word.encode(encoding).decode("utf-8").isascii()
            except UnicodeError:
                continue
        if turned > len(words) / 2:
            return True
    return False


class Utf8(io.RawIOBase):
    """A text as a stream of UTF-8 without a mark, whatever its encoding; counts as it goes.

    Parameters
    ----------
    source : Bytes
        The bytes as they come.
    name : str
        The file, to be named in a refusal.
    """

    def __init__(self, source: Bytes, name: str) -> None:
        super().__init__()
        self.source, self.name = source, name
        try:
            self.head = source.read(HEAD)
            self.encoding, skipped = detected(self.head, name)
        except BaseException:
            source.close()
            raise
        self._left = self.head[skipped:]
        self._decoder = codecs.getincrementaldecoder(self.encoding)()
        self.consumed, self.passed, self.lines = 0, 0, 0

    def readable(self) -> bool:
        """Return True."""
        return True

    def close(self) -> None:
        """Close what is read from, too."""
        self.source.close()
        super().close()

    def read(self, size: int = -1) -> bytes:
        """Return the next bytes, about `size` of them; none at the end."""
        text = b""
        while not text:
            raw = self._left or self.source.read(HEAD if size is None or size < 0 else size)
            self._left = b""
            self.consumed += len(raw)
            text = raw if self.encoding == "utf-8" else self._turned(raw)
            if not raw:
                break
        if b"\0" in text:
            line = self.lines + text[: text.index(b"\0")].count(b"\n") + 1
            raise Refusal("reading.nul", file=self.name, line=line)
        self.lines += text.count(b"\n") or text.count(b"\r")
        return text

    read1 = read  # what io.TextIOWrapper asks for

    def _turned(self, raw: bytes) -> bytes:
        try:
            return self._decoder.decode(raw, final=not raw).encode("utf-8")
        except UnicodeError as error:
            raise Refusal("reading.encoding", file=self.name, line=self.lines + 1) from error
