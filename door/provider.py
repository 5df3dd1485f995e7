"""An organisation's provider of identities, asked in OpenID Connect's words: whose code is this?"""

from dataclasses import dataclass
from typing import Any, cast
from urllib.parse import urlsplit

import httpx
from authlib.oauth2.rfc6749.parameters import prepare_grant_uri
from authlib.oauth2.rfc7636 import create_s256_code_challenge
from authlib.oidc.core import CodeIDToken
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet
from joserfc.jws import JWSRegistry

from data import clock
from data.settings import LOCAL, Oidc

KNOWN_AT = "/.well-known/openid-configuration"
SIGNED = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA")
ASIDE = 60  # seconds that two clocks may be apart
PATIENCE = 10  # seconds


class NotVouched(Exception):
    """The provider does not say, soundly, who this is."""


@dataclass(frozen=True)
class Going:
    """One reader on the way to the provider and back.

    Parameters
    ----------
    state : str
        What they bring back.
    nonce : str
        What the provider puts into its word.
    verifier : str
        What shows that whoever asks for the word is whoever sent them.
    back : str
        The address that they come back to.
    """

    state: str
    nonce: str
    verifier: str
    back: str


async def way(settings: Oidc, going: Going) -> str:
    """Return the address at the provider where a reader says who they are.

    Raises
    ------
    NotVouched
        If the provider cannot be asked, or tells of itself what cannot be.
    """
    async with _client() as client:
        about = await _about(client, settings)
    return prepare_grant_uri(
        about["authorization_endpoint"],
        client_id=settings.client_id,
        response_type="code",
        redirect_uri=going.back,
        scope=settings.scopes,
        state=going.state,
        nonce=going.nonce,
        code_challenge=create_s256_code_challenge(going.verifier),
        code_challenge_method="S256",
    )


async def subject(settings: Oidc, going: Going, code: str) -> str:
    """Return who a code stands for: `issuer|subject`.

    Raises
    ------
    NotVouched
        If the provider does not take the code, or its word is not sound: signed by another, for
        another, for another visit, too old.
    """
    told = {
        "grant_type": "authorization_code",
        "code": code,
        "redirect_uri": going.back,
        "code_verifier": going.verifier,
    }
    async with _client() as client:
        about = await _about(client, settings)
        secret = httpx.BasicAuth(settings.client_id, settings.client_secret)
        answer = await _asked(client.post(about["token_endpoint"], data=told, auth=secret))
        keys = await _asked(client.get(about["jwks_uri"]))
    return _sound(answer, keys, settings, going, about["issuer"])


def _client() -> httpx.AsyncClient:
    return httpx.AsyncClient(timeout=PATIENCE, trust_env=False, follow_redirects=False)


async def _about(client: httpx.AsyncClient, settings: Oidc) -> dict[str, str]:
    """Return what the provider tells of itself, if it is the one that is meant."""
    about = await _asked(client.get(settings.issuer))
    names = ("issuer", "authorization_endpoint", "token_endpoint", "jwks_uri")
    if not all(isinstance(about.get(name), str) for name in names):
        raise NotVouched("metadata")
    if about["issuer"].rstrip("/") + KNOWN_AT != settings.issuer:
        raise NotVouched("issuer")
    if not all(_is_private(about[name]) for name in names):
        raise NotVouched("plain http")
    return about


def _is_private(address: str) -> bool:
    parts = urlsplit(address)
    return parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in LOCAL)


async def _asked(asking: Any) -> dict[str, Any]:
    try:
        answer = await asking
        answer.raise_for_status()
        held = answer.json()
    except (httpx.HTTPError, ValueError) as error:
        raise NotVouched("no answer") from error
    if not isinstance(held, dict):
        raise NotVouched("no answer")
    return held


def _sound(
    answer: dict[str, Any], keys: dict[str, Any], settings: Oidc, going: Going, issuer: str
) -> str:
    """Return who the provider's word names, once all of it was found sound."""
    ours = {
        "iss": {"essential": True, "value": issuer},
        "aud": {"essential": True, "value": settings.client_id},
    }
    more = {"nonce": going.nonce, "client_id": settings.client_id}
    more["access_token"] = str(answer.get("access_token", ""))
    registry = JWSRegistry(algorithms=list(SIGNED), strict_check_header=False)
    try:
        known = KeySet.import_key_set(cast(Any, keys))
        word = jwt.decode(str(answer.get("id_token", "")), known, registry=registry)
        claims = CodeIDToken(word.claims, word.header, ours, more)
        claims.validate(now=int(clock.now()), leeway=ASIDE)
    except (JoseError, ValueError, KeyError, TypeError) as error:
        raise NotVouched("word") from error
    if not isinstance(claims["sub"], str) or not claims["sub"]:
        raise NotVouched("subject")
    return f"{issuer}|{claims['sub']}"
