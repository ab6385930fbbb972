"""Accounts: nobody in without one, each role what it may, log-ins that end, tries that are counted, and all of it logged."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner
from starlette.testclient import TestClient

from sayso.cli import cli
from sayso.errors import SaysoError
from sayso.store import Archive, audit, users
from sayso.web import accounts
from sayso.web.accounts import TRIES, WINDOW, Tries
from sayso.web.app import make_app
from sayso.web.safety import Doors
from tests.web.desk import BASE, KEY, PASSWORD, Person, local, people


@pytest.fixture
def who(desk_archive: Archive) -> dict[str, Person]:
    return people(desk_archive, eva="admin", ana="reviewer", tom="reader")


@pytest.fixture
def stranger(who: dict[str, Person]) -> Person:
    """Somebody at another browser, before the same page."""
    return Person(TestClient(who["eva"].client.app, base_url=BASE))


@pytest.mark.parametrize("address", ["/events", "/", "/review", f"/article/{KEY}", "/users", "/audit", "/terms"])
def test_a_stranger_is_sent_to_log_in(stranger: Person, address: str) -> None:
    answer = stranger.get(address, follow_redirects=False)
    assert answer.status_code == 303
    assert answer.headers["location"].startswith("/login?next=")
    assert "Halvia" not in answer.text


@pytest.mark.parametrize("address", ["/api/events", "/events.csv", "/api/openapi.json", f"/article/{KEY}.json"])
def test_a_strangers_program_is_refused(stranger: Person, address: str) -> None:
    assert stranger.get(address).status_code == 401


def test_a_stranger_cannot_post(stranger: Person) -> None:
    answer = stranger.client.post("/api/code", json={"text": "x"})
    assert answer.status_code == 401


def test_the_log_in_leads_on_but_to_no_other_site(stranger: Person) -> None:
    page = stranger.get(f"/article/{KEY}", follow_redirects=False).headers["location"]
    assert f'name="next" value="/article/{KEY}"' in stranger.get(page).text
    assert stranger.log_in("ana", next_=f"/article/{KEY}").headers["location"] == f"/article/{KEY}"
    for foreign in ("https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)", "", "/\t/x"):
        answer = stranger.log_in("ana", next_=foreign)
        assert answer.headers["location"] in ("/events", "//x"[1:]), foreign


@pytest.mark.parametrize(
    ("name", "address", "status"),
    [
        ("tom", "/events", 200),
        ("tom", "/review", 403),
        ("tom", f"/review/{KEY}", 403),
        ("tom", "/agreement", 403),
        ("tom", "/gold.jsonl", 403),
        ("ana", "/review", 200),
        ("ana", "/users", 403),
        ("ana", "/audit", 403),
        ("ana", "/audit.csv", 403),
        ("eva", "/users", 200),
        ("eva", "/audit", 200),
    ],
)
def test_roles(who: dict[str, Person], name: str, address: str, status: int) -> None:
    assert who[name].get(address).status_code == status


def test_a_reader_can_send_no_review(who: dict[str, Person]) -> None:
    data = {"target": "e1", "verdict": "reject", "follows": "0"}
    assert who["tom"].post(f"/review/{KEY}", "/account", **data).status_code == 403
    assert who["ana"].post("/users", "/account", do="role", name="ana", role="admin").status_code == 403


def test_the_cookie_is_closed_to_scripts_and_a_new_one_comes_with_the_log_in(stranger: Person) -> None:
    before = stranger.get("/login").headers["set-cookie"]
    after = stranger.log_in("ana").headers["set-cookie"]
    assert before.split(";")[0] != after.split(";")[0]
    for part in ("HttpOnly", "SameSite=lax", "Path=/"):
        assert part.lower() in after.lower()


def test_under_tls_the_cookie_is_secure(desk_archive: Archive) -> None:
    app = make_app(desk_archive, doors=Doors(accounts=True, tls=True))
    answer = TestClient(app, base_url="https://127.0.0.1").get("/login")
    assert answer.headers["set-cookie"].startswith("__Host-sayso=")
    assert "; secure" in answer.headers["set-cookie"].lower()
    assert "max-age" in answer.headers["strict-transport-security"]


def test_log_out_ends_the_log_in_for_good(who: dict[str, Person]) -> None:
    client = who["ana"].client
    kept = client.cookies.get("sayso")
    assert who["ana"].post("/logout", "/account").status_code == 303
    assert who["ana"].get("/events", follow_redirects=False).status_code == 303
    client.cookies.set("sayso", kept or "", domain="127.0.0.1")
    assert who["ana"].get("/events", follow_redirects=False).status_code == 303


def test_a_new_password_ends_every_log_in(who: dict[str, Person], stranger: Person) -> None:
    stranger.log_in("ana")
    wrong = who["ana"].post("/account", "/account", old="not the password", new="another long one")
    assert wrong.status_code == 403
    assert who["ana"].post("/account", "/account", old=PASSWORD, new="short").status_code == 422
    assert who["ana"].post("/account", "/account", old=PASSWORD, new="another long one").status_code == 303
    assert stranger.get("/events", follow_redirects=False).status_code == 303
    assert stranger.log_in("ana").status_code == 403
    assert stranger.log_in("ana", "another long one").status_code == 303


def test_admins_make_change_and_remove_accounts(who: dict[str, Person], stranger: Person) -> None:
    eva = who["eva"]
    assert eva.post("/users", "/users", do="add", name="ben", password=PASSWORD, role="reader").status_code == 303
    assert stranger.log_in("ben").status_code == 303
    assert eva.post("/users", "/users", do="role", name="ben", role="reviewer").status_code == 303
    assert stranger.get("/review", follow_redirects=False).status_code == 303
    stranger.log_in("ben")
    assert stranger.get("/review").status_code == 200
    assert eva.post("/users", "/users", do="remove", name="ben").status_code == 303
    assert stranger.log_in("ben").status_code == 403
    answer = eva.post("/users", "/users", do="remove", name="eva")
    assert answer.status_code == 422
    assert "only admin" in answer.text


def test_tries_are_counted_by_name(stranger: Person) -> None:
    for _ in range(TRIES):
        assert stranger.log_in("ana", "wrong password").status_code == 403
    answer = stranger.log_in("ana")
    assert answer.status_code == 429
    assert 0 < int(answer.headers["retry-after"]) <= WINDOW + 1


def test_a_wrong_name_is_told_nothing_more_than_a_wrong_password(stranger: Person) -> None:
    one, other = stranger.log_in("nobody", "wrong password"), stranger.log_in("ana", "wrong password")
    assert one.status_code == other.status_code
    assert one.text.replace('value="nobody"', "") == other.text.replace('value="ana"', "")


def test_counting_ends_with_the_window() -> None:
    now = [0.0]
    tries = Tries(lambda: now[0])
    for _ in range(TRIES):
        assert tries.wait("name ana", "address 1") == 0
        tries.failed("name ana", "address 1")
    assert tries.wait("name ana") == WINDOW
    assert tries.wait("address 1", "name ben") == WINDOW
    assert tries.wait("name ben") == 0
    now[0] = WINDOW + 1
    assert tries.wait("name ana", "address 1") == 0


def test_a_success_clears_the_name_not_the_address() -> None:
    tries = Tries(lambda: 0.0)
    for _ in range(TRIES):
        tries.failed("name ana", "address 1")
    tries.passed("name ana")
    assert tries.wait("name ana") == 0
    assert tries.wait("address 1") == WINDOW


def test_passwords_are_kept_as_argon2id(monkeypatch: pytest.MonkeyPatch) -> None:
    """With the parameters of the library, which the other tests make cheap."""
    from argon2 import PasswordHasher

    monkeypatch.setattr(accounts, "_hasher", PasswordHasher)
    kept = accounts.hashed(PASSWORD)
    assert kept.startswith("$argon2id$")
    assert "m=65536,t=3,p=4" in kept
    assert kept != accounts.hashed(PASSWORD)
    with pytest.raises(SaysoError, match="10 to 200"):
        accounts.hashed("short")


def test_everything_is_logged(who: dict[str, Person], desk_archive: Archive, stranger: Person) -> None:
    stranger.log_in("ana", "wrong password")
    who["ana"].post(f"/review/{KEY}", f"/review/{KEY}", target="e1", verdict="reject", follows="0")
    who["ana"].post("/review/undo", f"/review/{KEY}")
    who["eva"].post("/users", "/users", do="role", name="tom", role="reviewer")
    who["ana"].get("/gold.jsonl")
    lines = [(r["who"], r["action"]) for r in audit.log(desk_archive).rows]
    for line in (
        ("ana", "log-in"), ("ana", "log-in-failed"), ("ana", "reject"), ("ana", "undo"), ("eva", "user-role"),
        ("ana", "gold"),
    ):  # fmt: skip
        assert line in lines
    page = who["eva"].get("/audit").text
    assert "log-in-failed" in page
    assert PASSWORD not in who["eva"].get("/audit.csv").text


def test_on_this_machine_nobody_has_to_log_in(desk_archive: Archive) -> None:
    person = local(desk_archive)
    assert person.get("/review").status_code == 200
    assert person.get("/login", follow_redirects=False).headers["location"] == "/events"
    assert "ana" in person.get("/account").text


def run(*arguments: str, stdin: str = "") -> tuple[int, str]:
    result = CliRunner().invoke(cli, arguments, input=stdin)
    return result.exit_code if result.return_value is None else int(result.return_value or 0), result.output + str(
        result.exception or ""
    )


def test_accounts_on_the_command_line(desk_archive: Archive) -> None:
    where = ("--archive", desk_archive.where)
    assert run("users", "add", "eva", "--role", "admin", "--password", "-", *where, stdin=PASSWORD + "\n")[0] == 0
    assert run("users", "add", "ana", "--password", PASSWORD, *where)[0] == 0
    assert [(u.name, u.role) for u in users.listed(desk_archive)] == [("ana", "reviewer"), ("eva", "admin")]
    assert "eva\tadmin" in run("users", "list", *where)[1]
    assert run("users", "role", "ana", "reader", *where)[0] == 0
    assert run("users", "password", "ana", "--password", "quite another one", *where)[0] == 0
    assert accounts.log_in(desk_archive, "ana", "quite another one") is not None
    assert "only admin" in run("users", "remove", "eva", *where)[1]
    assert run("users", "remove", "ana", *where)[0] == 0
    assert "10 to 200" in run("users", "add", "ben", "--password", "short", *where)[1]


def test_no_archive_is_made_for_an_account(tmp_path: Path) -> None:
    code, output = run("users", "add", "ana", "--password", PASSWORD, "--archive", str(tmp_path / "none.db"))
    assert code != 0
    assert "no archive" in output
    assert not (tmp_path / "none.db").exists()


@pytest.mark.parametrize(
    ("given", "problem"),
    [
        (("--host", "0.0.0.0"), "there are none"),
        (("--accounts",), "there are none"),
        (("--tls-cert", __file__), "belong together"),
    ],
)
def test_serve_refuses_what_is_not_safe(desk_archive: Archive, given: tuple[str, ...], problem: str) -> None:
    code, output = run("serve", desk_archive.where, *given)
    assert code != 0
    assert problem in output


def test_serve_for_others_wants_tls(desk_archive: Archive) -> None:
    users.add_user(desk_archive, "eva", accounts.hashed(PASSWORD), "admin")
    assert "unencrypted" in run("serve", desk_archive.where, "--host", "0.0.0.0")[1]
