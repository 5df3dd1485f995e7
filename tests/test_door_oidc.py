"""Signing in through a provider: it says who, we say what; what is not sound lets nobody in."""

import time
from urllib.parse import parse_qs, urlsplit

import pytest
from joserfc.jwk import RSAKey

from data import accounts, audit, sessions
from tests import doors, providers
from tests.doors import Visitor

pytestmark = pytest.mark.anyio
LEAVE, BACK = "/account/oidc/sign-in", "/account/oidc/callback"
SETTINGS = """[oidc]
issuer = "{address}/.well-known/openid-configuration"
client_id = "mahalleh"
client_secret = "between us"
"""


@pytest.fixture
def anyio_backend():
    return "asyncio"


@pytest.fixture(scope="module")
def _running():
    with providers.running() as provider:
        yield provider


@pytest.fixture
def provider(_running):
    for held in (_running.claims, _running.about, _running.header, _running.codes):
        held.clear()
    _running.asked.clear()
    _running.signs_with = None
    return _running


@pytest.fixture
def directory(peopled_store, provider):
    place = peopled_store.with_name("store.toml")
    place.write_text(SETTINGS.format(address=provider.address))
    place.chmod(0o600)
    subject = f"{provider.address}|{providers.SUBJECT}"
    accounts.add(peopled_store, "vouched", "commander", oidc_subject=subject, by="command line")
    return peopled_store


@pytest.fixture
async def visitor(directory):
    async with Visitor(directory) as one:
        yield one


async def way(visitor, wanted="/overview") -> str:
    answer = await visitor.client.get(LEAVE, params={"next": wanted}, headers=doors.LOOKING)
    assert answer.status_code == 303
    return answer.headers["location"]


async def back(visitor, provider, *, state=None, code=None, address=None):
    """Come back from the provider, as its page sends a browser back."""
    address = address or await way(visitor)
    told = {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
    asked = {"state": state or told["state"], "code": code or provider.code_for(address)}
    headers = doors.LOOKING | {"sec-fetch-site": "cross-site"}
    return await visitor.client.get(BACK, params=asked, headers=headers)


def signed_in(visitor) -> sessions.SignedIn | None:
    return sessions.by_token(visitor.directory, visitor.client.cookies.get("mahalleh"))


async def test_whom_the_provider_knows_comes_in_with_the_role_that_we_gave(visitor, provider):
    answer = await back(visitor, provider)

    assert (answer.status_code, answer.headers["location"]) == (303, "/overview")
    assert signed_in(visitor).name == "vouched"
    assert signed_in(visitor).access.role == "commander"
    assert audit.entries(visitor.directory, limit=1)[0].facts == {"method": "oidc"}


async def test_the_way_there_is_proven_bound_and_hides_its_proof(visitor, provider):
    told = parse_qs(urlsplit(await way(visitor)).query)

    assert told["response_type"] == ["code"]
    assert told["code_challenge_method"] == ["S256"]
    assert told["redirect_uri"] == [f"{doors.ORIGIN}{BACK}"]
    assert len(told["state"][0]) >= 32
    assert len(told["nonce"][0]) >= 32
    await back(visitor, provider)
    assert len(provider.asked[-1]["code_verifier"]) >= 43


async def test_coming_in_ends_the_session_that_the_browser_had(visitor, provider):
    visitor.enter("presenter")
    before = visitor.client.cookies["mahalleh"]

    await back(visitor, provider)

    assert signed_in(visitor).name == "vouched"
    assert sessions.by_token(visitor.directory, before) is None


async def test_the_sign_in_page_offers_the_way(visitor):
    page = (await visitor.look("/account/sign-in?language=en&next=/overview")).text

    assert 'href="/account/oidc/sign-in?next=%2Foverview&amp;language=en"' in page


async def test_whom_nobody_made_an_account_for_is_refused(visitor, provider):
    provider.claims["sub"] = "somebody else"

    answer = await back(visitor, provider)

    assert answer.status_code == 403
    assert signed_in(visitor) is None


async def test_an_account_that_was_disabled_is_refused(visitor, provider):
    accounts.disable(visitor.directory, "vouched", by="command line")

    assert (await back(visitor, provider)).status_code == 403
    assert signed_in(visitor) is None


async def test_coming_back_a_second_time_is_refused(visitor, provider):
    address = await way(visitor)
    code = provider.code_for(address)
    assert (await back(visitor, provider, address=address, code=code)).status_code == 303
    visitor.client.cookies.delete("mahalleh")

    answer = await back(visitor, provider, address=address, code=code)
    fresh = await back(visitor, provider, address=address)

    assert (answer.status_code, fresh.status_code) == (400, 400)
    assert signed_in(visitor) is None


async def test_coming_back_in_another_browser_is_refused(visitor, provider, directory):
    address = await way(visitor)
    async with Visitor(directory, visitor.app) as other:
        await other.look("/account/sign-in")

        assert (await back(other, provider, address=address)).status_code == 400
        assert signed_in(other) is None


@pytest.mark.parametrize("state", ["forged", "' or 1=1"])
async def test_coming_back_without_having_left_is_refused(visitor, provider, state):
    assert (await back(visitor, provider, state=state)).status_code == 400


async def test_coming_back_too_late_is_refused(visitor, provider, hours):
    hours.now = time.time()
    address = await way(visitor)
    hours.later(601)

    assert (await back(visitor, provider, address=address)).status_code == 400


@pytest.mark.parametrize(
    "claims",
    [
        *({"nonce": "another"}, {"nonce": None}, {"aud": "another"}, {"aud": None}),
        *({"aud": "another", "azp": providers.CLIENT}, {"azp": "another"}, {"iss": None}),
        *({"iss": "http://127.0.0.1:9"}, {"exp": 1}, {"exp": None}, {"iat": None}, {"sub": None}),
        *({"sub": ""}, {"sub": 7}, {"iat": 4_000_000_000}, {"nbf": 4_000_000_000}),
    ],
    ids=str,
)
async def test_a_word_that_is_not_for_this_visit_lets_nobody_in(visitor, provider, claims):
    provider.claims |= claims

    assert (await back(visitor, provider)).status_code == 400
    assert signed_in(visitor) is None


async def test_an_unsigned_word_lets_nobody_in(visitor, provider):
    provider.header["alg"] = "none"
    provider.about["id_token_signing_alg_values_supported"] = ["none", "RS256"]

    assert (await back(visitor, provider)).status_code == 400
    assert signed_in(visitor) is None


async def test_a_word_signed_with_another_key_lets_nobody_in(visitor, provider):
    provider.signs_with = RSAKey.generate_key(2048, {"kid": "one"})

    assert (await back(visitor, provider)).status_code == 400
    assert signed_in(visitor) is None


async def test_a_word_signed_with_the_public_key_as_a_secret_lets_nobody_in(visitor, provider):
    provider.header["alg"] = "HS256"

    assert (await back(visitor, provider)).status_code == 400
    assert signed_in(visitor) is None


@pytest.mark.parametrize(
    "about",
    [
        {"issuer": "https://evil.example"},
        {"token_endpoint": "http://evil.example/token"},
        {"authorization_endpoint": "http://evil.example/authorize"},
        {"jwks_uri": None},
    ],
    ids=str,
)
async def test_a_provider_that_is_not_the_one_meant_is_not_asked(visitor, provider, about):
    provider.about |= about

    answer = await visitor.look(LEAVE)

    assert answer.status_code == 400
    assert "evil" not in answer.headers.get("location", "")


async def test_a_code_that_the_provider_does_not_take_lets_nobody_in(visitor, provider):
    assert (await back(visitor, provider, code="stolen")).status_code == 400
    assert signed_in(visitor) is None


async def test_without_a_provider_set_there_is_no_such_way(peopled_store):
    async with Visitor(peopled_store) as visitor:
        assert (await visitor.look(LEAVE)).status_code == 404
        assert (await visitor.look(f"{BACK}?state=a&code=b")).status_code == 404
        assert "oidc" not in (await visitor.look("/account/sign-in")).text
