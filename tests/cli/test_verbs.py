"""Every other verb: what it prints, to the letter, and its exit status."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from hub.services.parts import Parts
from tests.cli.conftest import Run
from tests.fakes.kits import ACME_KIT
from tests.fakes.parts import ROOT

PASSWORD = "correct horse battery"


def test_help_lists_every_verb(run: Run) -> None:
    shown = run("--help").stdout
    assert re.findall(r"^  (\w+)  ", shown, re.MULTILINE) == [
        "brand", "check", "demo", "encoder", "migrate", "serve", "settings", "token", "user", "worker",
    ]  # fmt: skip


def test_help_loads_nothing_heavy() -> None:
    code = (
        "import sys\n"
        "from hub.cli import main\n"
        "try: main(['--help'])\n"
        "except SystemExit: pass\n"
        "print([n for n in ('torch', 'numpy', 'flask', 'sqlalchemy', 'celery', 'pydantic') if n in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"


@pytest.mark.parametrize(
    "args", [("nonsense",), ("check",), ("check", "a", "--brand", "b", "--format", "xml")]
)
def test_wrong_usage_is_status_2(run: Run, args: tuple[str, ...]) -> None:
    assert run(*args).exit_code == 2


def test_migrate_says_from_where_to_where(run: Run) -> None:
    first = run("migrate")
    head = re.fullmatch(r"The database went from nothing to (\w+)\.\n", first.stdout)
    assert head is not None
    assert run("migrate").stdout == f"The database is at the newest schema already ({head[1]}).\n"


def test_a_database_without_schema_names_the_verb_that_helps(run: Run) -> None:
    result = run("user", "list")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == (
        "onevoice: The database can't be used: no such table: brands. If it is new or of an older release, run "
        "`onevoice migrate`.\n"
    )


def test_settings_that_cant_be_used_are_named(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HUB_PORT", "eighty")
    result = run("settings")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith(
        "onevoice: The environment holds settings that can't be used: HUB_PORT='eighty'"
    )


def test_settings_are_shown_without_secrets(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HUB_SECRET_KEY", "hush" * 10)
    monkeypatch.setenv("HUB_DATABASE_URL", "postgresql://me:hush@db/hub")
    shown = run("settings").stdout
    assert "hush" not in shown
    rows = dict(re.findall(r"^(HUB_\w+) +(.*)$", shown, re.MULTILINE))
    assert rows["HUB_SECRET_KEY"] == "(set)"
    assert rows["HUB_DATABASE_URL"] == "postgresql://me:***@db/hub"
    assert rows["HUB_DATA_DIR"] == str(tmp_path)
    assert rows["HUB_BROKER_URL"] == "(empty)"


def test_people_are_added_and_listed(run: Run, brand: str) -> None:
    created = run(
        "user", "create", "li@acme.example", "--name", "李娜", "--role", "copywriter@acme", "--role", "admin",
        "--password-stdin", input=f"{PASSWORD}\n",
    )  # fmt: skip
    assert (created.stdout, created.stderr) == ("li@acme.example can sign in: admin, copywriter@acme.\n", "")
    assert run("user", "list").stdout == "li@acme.example  李娜  admin, copywriter@acme\n"


USERS = [
    (("no-mail", "--role", "admin"), PASSWORD, "onevoice: 'no-mail' is no e-mail address.\n", 2),
    (("a@b.example", "--role", "king"), PASSWORD, "onevoice: 'king' is no role; the roles are copywriter, brand_manager, channel_team, admin.\n", 2),
    (("a@b.example", "--role", "copywriter@none"), PASSWORD, "onevoice: There is no brand 'none'.\n", 2),
    (("a@b.example", "--role", "admin"), "short", "onevoice: A password has 10 to 200 characters.\n", 2),
]  # fmt: skip


@pytest.mark.parametrize(("args", "password", "said", "status"), USERS)
def test_a_person_who_cant_be_added(
    run: Run, parts: Parts, args: tuple[str, ...], password: str, said: str, status: int
) -> None:
    result = run("user", "create", *args, "--password-stdin", input=password)
    assert (result.stdout, result.stderr, result.exit_code) == ("", said, status)


def test_the_same_person_twice_is_a_conflict(run: Run, parts: Parts) -> None:
    args = ("user", "create", "a@b.example", "--role", "admin", "--password-stdin")
    assert run(*args, input=PASSWORD).exit_code == 0
    again = run(*args, input=PASSWORD)
    assert (again.stderr, again.exit_code) == (
        "onevoice: There is already somebody with the e-mail a@b.example.\n",
        1,
    )


def test_a_token_is_shown_once_listed_and_revoked(run: Run, brand: str) -> None:
    run("user", "create", "a@b.example", "--role", "admin", "--password-stdin", input=PASSWORD)
    made = run(
        "token", "create", "a@b.example", "--name", "网站", "--channel", "site", "--expires", "2099-12-31"
    )
    secret = made.stdout.strip()
    assert re.fullmatch(r"ov_[\w-]{43}", secret)
    token_id = made.stderr.split()[0]
    line = f"{token_id}  {secret[:10]}…  网站  delivery.read  channels site  "
    assert run("token", "list").stdout == f"{line}until 2099-12-31\n"
    assert run("token", "revoke", token_id).stdout == "The token 网站 is revoked.\n"
    assert run("token", "list").stdout == f"{line}revoked\n"


def test_an_unknown_token_is_not_found(run: Run, parts: Parts) -> None:
    result = run("token", "revoke", "00000000-0000-0000-0000-000000000001")
    assert (result.stderr, result.exit_code) == ("onevoice: There is no such token.\n", 2)


def test_a_kit_is_validated_imported_compared_published_and_exported(
    run: Run, parts: Parts, kit: str, tmp_path: Path
) -> None:
    assert run("brand", "validate", "acme.yaml").stdout == (
        "acme.yaml: acme is valid (zh, en; 2 pillars, 2 channels)\n"
    )
    created = run("brand", "import", "acme.yaml").stdout
    assert re.fullmatch(r"acme version 1: created, \d+ changes\.\n", created)
    assert run("brand", "publish", "acme").stdout == "acme version 1 is in force.\n"
    assert run("brand", "import", "acme.yaml").stdout == "acme version 1: unchanged, 0 changes.\n"
    changed = ACME_KIT.replace("A good chair lets you forget the chair", "A good chair is quiet")
    (tmp_path / "new.yaml").write_text(changed, encoding="utf-8")
    assert run("brand", "import", "new.yaml").stdout == "acme version 2: changed, 1 change.\n"
    difference = "~ message house › core message › en: A good chair lets you forget the chair → A good chair is quiet\n"
    assert run("brand", "diff", "acme").stdout == difference
    assert run("brand", "diff", "acme.yaml", "new.yaml").stdout == difference
    assert run("brand", "diff", "acme", "new.yaml").stdout == difference
    exported = run("brand", "export", "acme")
    assert exported.exit_code == 0
    assert run("brand", "export", "acme", "-o", "out.yaml").stderr == "acme is written to out.yaml.\n"
    assert (tmp_path / "out.yaml").read_text(encoding="utf-8") == exported.stdout
    assert run("brand", "diff", "acme.yaml", "out.yaml").stdout == "No changes.\n"


def test_faults_of_a_kit_have_line_and_column_and_status_2(run: Run, kit: str, tmp_path: Path) -> None:
    broken = ACME_KIT.replace("target: [50, 80]", "target: [80, 50]").replace("id: acme", "id: 安可")
    (tmp_path / "bad.yaml").write_text(broken, encoding="utf-8")
    result = run("brand", "validate", "bad.yaml", "acme.yaml")
    *faults, good = result.stdout.splitlines()
    assert [fault.partition(": found ")[0] for fault in faults] == ["bad.yaml:3:7", "bad.yaml:25:15"]
    assert good == "acme.yaml: acme is valid (zh, en; 2 pillars, 2 channels)"
    assert result.exit_code == 2
    assert run("brand", "import", "bad.yaml").exit_code == 2


def test_a_brand_that_is_not_there(run: Run, parts: Parts) -> None:
    result = run("brand", "export", "none")
    assert result.stderr == "onevoice: There is no such thing here, or it is not shared with you.\n"
    assert result.exit_code == 2


def test_a_worker_of_its_own_needs_a_broker(run: Run) -> None:
    result = run("worker")
    assert (result.stdout, result.exit_code) == ("", 1)
    assert result.stderr.startswith("onevoice: HUB_BROKER_URL is empty: ")


def test_the_encoder_in_use_is_described(run: Run) -> None:
    assert run("encoder", "check").stdout == (
        "revision   fake-ngrams@000000000001\n"
        "engine     fake, float32\n"
        "answers    2 texts with 64 numbers each\n"
        "calibrated yes\n"
    )
