"""What a store's owner has set, in a file beside it: stricter thresholds, the door, a provider."""

import math
import re
import tomllib
from dataclasses import dataclass
from pathlib import Path

from data.refusal import Refusal

LOCAL = ("localhost", "127.0.0.1", "[::1]")
ORIGIN = re.compile(
    r"(?P<scheme>https?)://(?P<host>[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?|\[::1\])(?::[1-9]\d{0,4})?"
)
ROOMS = {
    "privacy": ("fewest_reports", "fewest_callers", "largest_share", "step"),
    "door": ("origin", "upload_megabytes", "upload_files"),
    "oidc": ("issuer", "client_id", "client_secret", "scopes"),
}
FLOORS = {"fewest_reports": 10, "fewest_callers": 5, "step": 5}  # may be raised, never lowered
LARGEST_SHARE = 0.5  # may be lowered, never raised


@dataclass(frozen=True)
class Oidc:
    """An organisation's own provider of identities.

    Parameters
    ----------
    issuer : str
        Address of its metadata: `https://…/.well-known/openid-configuration`.
    client_id, client_secret : str
    scopes : str
        Set apart by spaces.
    """

    issuer: str
    client_id: str
    client_secret: str
    scopes: str = "openid"


@dataclass(frozen=True)
class Settings:
    """What is set for one store.

    Parameters
    ----------
    origin : str or None
        The exact public origin, such as `https://dash.example`; None for this machine alone.
    fewest_reports, fewest_callers : int
        What a figure must stand on to be shown.
    largest_share : float
        The most of a figure that one caller may make up, above 0, to 0.5.
    step : int
        What figures are rounded to.
    upload_megabytes, upload_files : int
        The most that may be handed in at once.
    oidc : Oidc or None
    """

    origin: str | None = None
    fewest_reports: int = FLOORS["fewest_reports"]
    fewest_callers: int = FLOORS["fewest_callers"]
    largest_share: float = LARGEST_SHARE
    step: int = FLOORS["step"]
    upload_megabytes: int = 512
    upload_files: int = 20
    oidc: Oidc | None = None


def path(directory: Path) -> Path:
    """Return where the settings of a store lie: beside it."""
    return directory.with_name(f"{directory.name}.toml")


def read(directory: Path) -> Settings:
    """Return what is set for a store; where there is no file, what holds without one.

    Raises
    ------
    Refusal
        "settings.unreadable", "settings.unknown_name", "settings.wrong_value",
        "settings.too_lax", "settings.origin", "settings.incomplete", "settings.readable" (by
        others, while it holds a provider's secret).
    """
    place = path(Path(directory))
    try:
        told = tomllib.loads(place.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return Settings()
    except (OSError, ValueError) as error:
        raise Refusal("settings.unreadable", path=place) from error
    _only_known(told)
    _strict(told.get("privacy", {}))
    _sound_door(told.get("door", {}))
    oidc = _provider(told["oidc"], place) if "oidc" in told else None
    return Settings(**told.get("privacy", {}), **told.get("door", {}), oidc=oidc)


def _only_known(told: dict) -> None:
    for room, values in told.items():
        if room not in ROOMS or not isinstance(values, dict):
            raise Refusal("settings.unknown_name", name=room, known=" · ".join(ROOMS))
        for name in values:
            if name not in ROOMS[room]:
                known = " · ".join(ROOMS[room])
                raise Refusal("settings.unknown_name", name=f"{room}.{name}", known=known)


def _strict(privacy: dict) -> None:
    for name, value in privacy.items():
        share = name == "largest_share"
        if type(value) is not int and not (share and type(value) is float):
            raise Refusal("settings.wrong_value", name=name, value=value)
        lax = value < FLOORS[name] if not share else not 0 < value <= LARGEST_SHARE
        if lax or not math.isfinite(value):
            floor = LARGEST_SHARE if share else FLOORS[name]
            raise Refusal("settings.too_lax", name=name, value=value, floor=floor)


def _sound_door(door: dict) -> None:
    for name in ("upload_megabytes", "upload_files"):
        value = door.get(name, 1)
        if type(value) is not int or value < 1:
            raise Refusal("settings.wrong_value", name=name, value=value)
    if "origin" in door:
        found = ORIGIN.fullmatch(str(door["origin"]))
        if found is None or (found["scheme"] == "http" and found["host"] not in LOCAL):
            raise Refusal("settings.origin", origin=door["origin"])


def _provider(oidc: dict, place: Path) -> Oidc:
    if place.stat().st_mode & 0o077:
        raise Refusal("settings.readable", path=place)
    for name in ("issuer", "client_id", "client_secret"):
        if name not in oidc:
            raise Refusal("settings.incomplete", name=f"oidc.{name}")
    for name, value in oidc.items():
        if not isinstance(value, str) or not value:
            raise Refusal("settings.wrong_value", name=f"oidc.{name}", value="…")
    return Oidc(**oidc)
