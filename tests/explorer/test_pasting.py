"""From the form through the page to the shell: what is typed is what a server gets."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from django.test import Client
from pytest_django import Settings

from remixes.models import Person, Remix, Scope, Token
from tests.explorer.conftest import filled, shown
from tests.makers import make_person, make_upload, wav_bytes
from tests.snippets.pasting import run
from tests.snippets.receiver import Receiver

pytestmark = pytest.mark.django_db
REQUEST = "/explorer/request/"
PROMPT = 'it\'s "the" $(touch pwned) `touch pwned` !! ${HOME} \\ </code></pre><b>&amp; ;type=x'
LYRICS = "@/etc/passwd\n</etc/passwd\n\n[Chorus] 音楽 🎛️\ta tab\nend\\"
NAME = 'it\'s "my" $(song) `a` !$;type=x,y.wav'


@pytest.mark.skipif(not shutil.which("curl"), reason="there is no curl")
@pytest.mark.parametrize("language", ["curl", "python"])
def test_text_of_the_page_sends_what_was_typed(
    browser_of: Client, person: Person, settings: Settings, tmp_path: Path, language: str
) -> None:
    upload = make_upload(person, file_name=NAME)
    (tmp_path / NAME).write_bytes(b"sound")
    said = filled(upload=str(upload.pk), prompt=PROMPT, lyrics=LYRICS.replace("\n", "\r\n"))

    with Receiver() as receiver:
        settings.PUBLIC_URL = receiver.url.removesuffix("/api/public/v1/Remix")
        run(language, shown(browser_of.post(REQUEST, said).content, language), tmp_path)
        got = receiver.got.pop()

    assert got.path == "/api/public/v1/Remix"
    assert got.fields == {"prompt": PROMPT, "lyrics": LYRICS, "mode": "REMIX"}
    assert got.parts["audio_file"][0] == b"sound"
    assert not (tmp_path / "pwned").exists()


@pytest.mark.django_db(transaction=True)
def test_text_of_the_page_orders_at_this_desk_what_the_form_would(
    desk_url: str, tmp_path: Path
) -> None:
    person, song = make_person(), wav_bytes(0.3)
    _, token = Token.make(person, "a script", Scope.SUBMIT)
    upload = make_upload(person, content=song, file_name=NAME)
    (tmp_path / NAME).write_bytes(song)
    browser = Client()
    browser.force_login(person)
    lyrics = "[Verse]\nIt's late, and the lamps are on\n[Chorus]\nWalk me home"
    said = filled(upload=str(upload.pk), prompt=PROMPT, lyrics=lyrics, mode="OVER_INSTRUMENTAL")

    run("python", shown(browser.post(REQUEST, said).content, "python"), tmp_path, token)

    remix = Remix.objects.get()
    assert (remix.prompt, remix.lyrics) == (PROMPT, lyrics)
    assert (remix.mode, remix.upload, remix.person) == ("OVER_INSTRUMENTAL", upload, person)


@pytest.mark.parametrize("field", ["prompt", "lyrics"])
def test_what_no_program_can_be_given_is_refused_at_its_field(
    browser_of: Client, field: str
) -> None:
    part = browser_of.post(REQUEST, filled(**{field: "a\x00b"})).content.decode()

    assert "invisible control character" in part
    assert "\x00" not in part
