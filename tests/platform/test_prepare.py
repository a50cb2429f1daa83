"""What happens to the data before anything serves."""

import sqlite3
from pathlib import Path

import pytest
from django.contrib.auth import get_user_model
from django.db.migrations.recorder import MigrationRecorder
from pytest_django import Settings

from remixsite.up import CannotStart, prepare


@pytest.mark.django_db(transaction=True)
def test_a_pending_migration_is_applied_after_a_backup(settings: Settings, data_dir: Path) -> None:
    person = get_user_model().objects.create_owner("before@example.org", "secret")
    last = MigrationRecorder.Migration.objects.filter(app="django_rq").latest("name")
    last.delete()

    told = prepare.migrate()

    newest = max((data_dir / "backups").glob("db-*.sqlite3"))
    with sqlite3.connect(newest) as copy:
        rows = copy.execute("SELECT email FROM remixes_person").fetchall()
    copy.close()
    assert told.startswith("Applied 1 migrations after a backup")
    assert rows == [(person.email,)]
    assert prepare.migrate() == ""


@pytest.mark.django_db(transaction=True)
def test_the_newest_five_backups_are_kept(tmp_path: Path) -> None:
    made = [prepare.back_up(tmp_path) for _ in range(7)]

    assert sorted(tmp_path.iterdir()) == made[-5:]
    assert made[-1].stat().st_mode & 0o077 == 0


def test_static_files_are_collected_only_when_one_changed(
    settings: Settings, tmp_path: Path
) -> None:
    source = tmp_path / "source"
    source.mkdir()
    (source / "a.css").write_text("a { color: red }")
    settings.REMIX_DATA_DIR = tmp_path
    (tmp_path / "run").mkdir()
    settings.STATIC_ROOT = tmp_path / "static"
    settings.STATICFILES_DIRS = [source]

    first, second = prepare.collect_static(), prepare.collect_static()
    (source / "a.css").write_text("a { color: blue }")

    assert (first, second, prepare.collect_static()) == (True, False, True)


@pytest.mark.django_db
def test_the_owner_of_the_environment_is_made_once(settings: Settings) -> None:
    settings.REMIX_OWNER_EMAIL = "first@example.org"
    settings.REMIX_OWNER_PASSWORD = "secret"

    said, again = prepare.make_owner(), prepare.make_owner()

    owner = get_user_model().objects.get()
    assert owner.is_superuser
    assert owner.check_password("secret")
    assert "first@example.org" in said
    assert again == "Sign in with your e-mail address and password."


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("email", "password", "sentence"),
    [("", "secret", "or neither"), ("a@b.org", "", "or neither"), ("a", "b", "not an e-mail")],
)
def test_half_an_owner_is_refused(
    email: str, password: str, sentence: str, settings: Settings
) -> None:
    settings.REMIX_OWNER_EMAIL, settings.REMIX_OWNER_PASSWORD = email, password

    with pytest.raises(CannotStart, match=sentence):
        prepare.make_owner()
