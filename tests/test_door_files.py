"""Files that a browser needs: how long it keeps them, and that nothing else can be asked for."""

import pytest
from starlette.applications import Starlette

from door import files
from tests.asking import ask

FOLDERS = ("assets", "browser", "outlines")


@pytest.fixture
def app(tmp_path):
    for name in FOLDERS:
        (tmp_path / "served" / name).mkdir(parents=True)
        (tmp_path / "served" / name / "a.js").write_text(f"// {name}")
    (tmp_path / "served" / "key").write_text("secret")
    (tmp_path / "served" / "assets" / "inside").symlink_to(tmp_path / "served" / "key")
    routes = files.routes(*[tmp_path / "served" / name for name in FOLDERS])
    return Starlette(routes=routes)


@pytest.mark.parametrize("name", FOLDERS)
def test_each_folder_is_served_under_its_own_name(app, name):
    assert ask(app, f"/{name}/a.js").text == f"// {name}"


@pytest.mark.parametrize(
    ("name", "order"),
    [
        ("assets", "no-cache"),
        ("browser", "no-cache"),
        ("outlines", "public, max-age=31536000, immutable"),
    ],
)
def test_only_names_that_carry_a_hash_are_kept_for_ever(app, name, order):
    assert ask(app, f"/{name}/a.js").headers["cache-control"] == order


def test_a_file_that_has_not_changed_is_not_sent_again(app):
    first = ask(app, "/browser/a.js")

    again = ask(app, "/browser/a.js", if_none_match=first.headers["etag"])

    assert again.status == 304
    assert again.content == b""
    assert again.headers["cache-control"] == "no-cache"


@pytest.mark.parametrize("name", FOLDERS)
@pytest.mark.parametrize(
    "path",
    [
        *("../key", "..%2fkey", "%2e%2e/key", "%2e%2e%2fkey", "..\\key", "..%5ckey", "a/../../key"),
        *(
            "//key",
            "%2fetc%2fpasswd",
            "/etc/passwd",
            "..%252fkey",
            "inside",
            "",
            ".",
            "%00",
        ),
    ],
)
def test_nothing_outside_a_folder_can_be_asked_for(app, name, path):
    answer = ask(app, f"/{name}/{path}")

    assert answer.status in (400, 404, 405)
    assert "secret" not in answer.text
    assert "root:" not in answer.text


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE"])
def test_nothing_can_be_written(app, method):
    assert ask(app, "/assets/a.js", method=method).status == 405


def test_the_app_says_that_it_is_up(app):
    assert ask(app, "/healthz").text == "ok"
