"""Settings make the house stricter, never laxer, and say what is wrong with them."""

import pytest

from data import settings
from data.settings import Oidc, Settings
from tests.refusing import refused

PROVIDER = """
[oidc]
issuer = "https://id.example/.well-known/openid-configuration"
client_id = "mahalleh"
client_secret = "s3cret"
"""


@pytest.fixture
def put(tmp_path):
    """Write the settings of a store and return the store."""

    def written(text, mode=0o600):
        path = tmp_path / "store.toml"
        path.write_text(text, encoding="utf-8")
        path.chmod(mode)
        return tmp_path / "store"

    return written


def test_without_a_file_the_floors_hold(tmp_path):
    found = settings.read(tmp_path / "store")

    assert found == Settings()
    assert (found.fewest_reports, found.fewest_callers, found.step) == (10, 5, 5)
    assert found.largest_share == 0.5
    assert (found.upload_megabytes, found.upload_files) == (512, 20)
    assert found.origin is None
    assert found.oidc is None


def test_the_file_lies_beside_the_store(tmp_path):
    assert settings.path(tmp_path / "store") == tmp_path / "store.toml"


def test_what_is_set_is_read(put):
    store = put(
        "[privacy]\nfewest_reports = 20\nfewest_callers = 8\nlargest_share = 0.25\nstep = 10\n"
        '[door]\norigin = "https://dash.example"\nupload_megabytes = 64\nupload_files = 3\n'
        + PROVIDER
    )

    issuer = "https://id.example/.well-known/openid-configuration"
    assert settings.read(store) == Settings(
        origin="https://dash.example",
        fewest_reports=20,
        fewest_callers=8,
        largest_share=0.25,
        step=10,
        upload_megabytes=64,
        upload_files=3,
        oidc=Oidc(issuer, "mahalleh", "s3cret", "openid"),
    )


@pytest.mark.parametrize(
    "line",
    [
        *("fewest_reports = 9", "fewest_reports = 0", "fewest_reports = -10"),
        *("fewest_callers = 4", "step = 4", "step = 1"),
        *("largest_share = 0.51", "largest_share = 0.0", "largest_share = -0.5"),
        *("largest_share = nan", "largest_share = inf", "largest_share = 1"),
    ],
)
def test_a_threshold_is_never_lowered(put, line):
    assert refused(settings.read, put(f"[privacy]\n{line}\n")) == "settings.too_lax"


@pytest.mark.parametrize(
    "line", ["fewest_reports = 10", "fewest_callers = 5", "largest_share = 0.5", "step = 5"]
)
def test_the_floor_itself_may_be_set(put, line):
    assert settings.read(put(f"[privacy]\n{line}\n")) == Settings()


@pytest.mark.parametrize(
    "line",
    [
        *("[privacy]\nfewest_reports = '20'", "[privacy]\nfewest_reports = 20.5"),
        *("[privacy]\nfewest_reports = true", "[privacy]\nlargest_share = '0.1'"),
        *("[door]\nupload_megabytes = 0", "[door]\nupload_files = 'many'"),
        *("[door]\nupload_files = -1", "[door]\nupload_megabytes = true"),
    ],
)
def test_a_value_of_another_sort_is_refused(put, line):
    assert refused(settings.read, put(line)) == "settings.wrong_value"


def test_the_least_that_may_be_handed_in_is_one(put):
    found = settings.read(put("[door]\nupload_files = 1\nupload_megabytes = 1\n"))

    assert (found.upload_files, found.upload_megabytes) == (1, 1)


@pytest.mark.parametrize(
    "text",
    ["[private]\n", "[privacy]\nfewest = 10\n", "origin = 'https://x.example'\n", "door = 3\n"],
)
def test_a_name_that_is_not_known_is_refused(put, text):
    assert refused(settings.read, put(text)) == "settings.unknown_name"


@pytest.mark.parametrize("text", ["[privacy", "\x00"])
def test_a_file_that_is_no_toml_is_refused(put, text):
    assert refused(settings.read, put(text)) == "settings.unreadable"


def test_bytes_that_are_no_text_are_refused(put):
    store = put("")
    settings.path(store).write_bytes(b"\xff\xfe[door]")

    assert refused(settings.read, store) == "settings.unreadable"


@pytest.mark.parametrize(
    "origin",
    [
        *("https://dash.example", "https://dash.example:8443", "https://10.0.0.1"),
        *("http://localhost:8501", "http://127.0.0.1", "http://[::1]:8501"),
    ],
)
def test_an_exact_origin_may_be_set(put, origin):
    assert settings.read(put(f"[door]\norigin = '{origin}'\n")).origin == origin


@pytest.mark.parametrize(
    "origin",
    [
        *("http://dash.example", "https://dash.example/", "https://dash.example/path", "*"),
        *("https://", "dash.example", "https://Dash.example", "https://user@dash.example"),
        *("https://*.example", "https://dash.example:0", "https://dash.example#x", ""),
        *("http://localhost.evil.example", "https://dash.example https://evil.example"),
        "https://dash.example\\n",
    ],
)
def test_an_origin_that_is_not_exact_is_refused(put, origin):
    assert refused(settings.read, put(f'[door]\norigin = "{origin}"\n')) == "settings.origin"


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o644])
def test_a_providers_secret_that_others_can_read_is_refused(put, mode):
    assert refused(settings.read, put(PROVIDER, mode)) == "settings.readable"


def test_settings_without_a_secret_may_be_read_by_others(put):
    assert settings.read(put("[door]\nupload_files = 3\n", 0o644)).upload_files == 3


@pytest.mark.parametrize("name", ["issuer", "client_id", "client_secret"])
def test_a_provider_needs_all_of_its_settings(put, name):
    text = "\n".join(line for line in PROVIDER.splitlines() if not line.startswith(name))

    assert refused(settings.read, put(text)) == "settings.incomplete"


def test_an_empty_secret_is_none(put):
    assert refused(settings.read, put(PROVIDER.replace("s3cret", ""))) == "settings.wrong_value"
