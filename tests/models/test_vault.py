"""Files under their hash: whole or not there."""

import hashlib
from pathlib import Path

import pytest

from remixes import record, vault
from tests.makers import keep_bytes, make_finished_remix, make_remix, make_upload


def test_a_file_is_found_under_its_hash() -> None:
    sha256 = keep_bytes(b"some", b"bytes")

    assert sha256 == hashlib.sha256(b"somebytes").hexdigest()
    assert vault.path_of(sha256).read_bytes() == b"somebytes"


def test_keeping_the_same_bytes_again_is_not_new() -> None:
    sha256 = keep_bytes(b"again")

    with vault.part() as part:
        kept = vault.keep(part, vault.write([b"again"], part))

    assert (kept.sha256, kept.is_new) == (sha256, False)


def test_a_part_that_is_not_kept_leaves_nothing() -> None:
    with vault.part() as part:
        part.write_bytes(b"half")
        seen: Path = part

    assert not seen.exists()


@pytest.mark.parametrize("name", ["", "../../etc/passwd", "A" * 64, "a" * 63, "a" * 64 + "\n"])
def test_only_a_hash_names_a_file(name: str) -> None:
    with pytest.raises(ValueError, match="hash"):
        vault.path_of(name)


@pytest.mark.django_db
def test_bytes_go_when_the_last_reference_does() -> None:
    upload = make_upload(content=b"shared by a song and a result")
    remix = make_finished_remix(versions=[1])
    remix.conversions.update(mp3_sha256=upload.sha256)

    record.forget_upload(upload)
    assert vault.has(upload.sha256)
    remix.conversions.all().delete()
    record.forget_bytes(upload.sha256)

    assert not vault.has(upload.sha256)


@pytest.mark.django_db
def test_a_deleted_source_keeps_its_row_while_remixes_tell_of_it() -> None:
    upload = make_upload(content=b"a song that was remixed")
    make_remix(upload=upload)

    record.forget_upload(upload)

    upload.refresh_from_db()
    assert upload.is_stored is False
    assert not vault.has(upload.sha256)
