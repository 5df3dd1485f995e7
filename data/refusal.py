"""What a file is refused with: a code and its facts, worded at the edge."""


class Refusal(Exception):
    """Something handed in cannot be taken, and nothing of it was.

    Parameters
    ----------
    code : str
        `room.name`; the sentence stands under `refusal_room.name` in `words/`.
    **facts
        What the sentence's blanks are filled with.
    """

    def __init__(self, code: str, **facts: object) -> None:
        super().__init__(f"{code}: {facts}" if facts else code)
        self.code = code
        self.facts = facts

    @property
    def key(self) -> str:
        """The key of the sentence in `words/`."""
        return f"refusal_{self.code}"
