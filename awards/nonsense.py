"""What is refused because it makes no sense, as a code that others put into words."""

from typing import Any


class Nonsense(ValueError):
    """A policy, a round or a seed that makes no sense.

    Parameters
    ----------
    code : str
        What is wrong.
    **facts
        What fills the blanks of the sentence; numbers and words that need no translation.
    """

    def __init__(self, code: str, **facts: Any) -> None:
        super().__init__(f"{code} {facts}" if facts else code)
        self.code, self.facts = code, facts

    @property
    def key(self) -> str:
        """The key of the sentence that says it."""
        return f"refusal_policy.{self.code}"
