"""A store is wholly made up or wholly real: neither could be told from the other."""

from data.refusal import Refusal


def require_alike(manifest: dict, *, made_up: bool) -> None:
    """Refuse to mix real reports or answers with made-up ones.

    Raises
    ------
    Refusal
        "intake.store_is_real", "intake.store_is_made_up".
    """
    for one in [*manifest["intakes"], *manifest.get("surveys", [])]:
        if one.get("made_up", False) != made_up:
            raise Refusal("intake.store_is_real" if made_up else "intake.store_is_made_up")
