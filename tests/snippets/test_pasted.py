"""Each text is run as whoever pastes it would run it; the server gets what was typed, to a byte."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from remixes.snippets import LANGUAGES, ApiRequest, SentFile
from remixes.snippets.raw import file_mark
from tests.snippets.pasting import TOKEN, run
from tests.snippets.receiver import Got, Receiver

SONG = bytes(range(256)) * 3 + b"\r\n--boundary\r\n"
WRITERS = {language.key: language.write for language in LANGUAGES}

HOSTILE = {
    "apostrophes": "it's 'quoted' ''",
    "quotes": 'say "hi" and \\"bye\\" \\',
    "commands": "$(touch pwned) `touch pwned` ${HOME} $HOME $'x'; touch pwned && touch pwned | cat",
    "bang": "!! !$ wow! !-1 it's!",
    "at": "@/etc/passwd",
    "less": "</etc/passwd",
    "semicolons": "song;type=text/html;filename=x,@y",
    "percents": "100%25 %s %(x)s {x} {{x}} a+b&c=d?e#f",
    "lines": "[Verse]\nfirst line\n\n  third\\\n[Chorus]\n",
    "dashes": "--header X: y\n-o /dev/null\n--remixdesk",
    "tabs": "a\tb\t'c'\t!1\\n",
    "control": "bell\x07 back\x08 escape\x1b[31m 1\x7f2\x853",
    "carriage": "one\r\ntwo\r\nthree!'\\",
    "marks": "left\u202eright\u2066 \u2028line\u2029 \ufeffbom \u200e",
    "people": "Grüße, 音楽, 🎛️👩‍🎤, e\u0301, \U0001f3b5",
    "script": "</script><!-- ${`x`} // */ EOF",
    "python": "\"\"\" ''' \\N{BULLET} \\x41 \\u0041 f{1} #",
    "empty": "",
}
NAMES = (
    "song.mp3",
    'it\'s "the" $(one) `two` !$ 3;type=text,x.mp3',
    "back\\slash @ <音 🎵>.mp3",
    "-o out.mp3",
    "@song.mp3",
)


@pytest.fixture(scope="module")
def receiver() -> Iterator[Receiver]:
    with Receiver() as running:
        yield running


def sent(receiver: Receiver, language: str, request: ApiRequest, folder: Path) -> Got:
    """What the server got when the text of a request was run beside its song."""
    if request.file:
        (folder / request.file.name).write_bytes(SONG)
    run(language, WRITERS[language](request), folder)
    assert not (folder / "pwned").exists()
    return receiver.got.pop()


def typed(receiver: Receiver, name: str = "") -> ApiRequest:
    """A request with every hostile text, and a song where it has a name."""
    file = SentFile("audio_file", name, "audio/mpeg", len(SONG)) if name else None
    return ApiRequest(receiver.url, tuple(HOSTILE.items()), file)


def decoded(name: bytes) -> str:
    """A file name as a server reads it: quotes come as %22, from an old curl with a backslash."""
    text = name.decode().replace("%22", '"')
    return text.replace('\\"', '"').replace("\\\\", "\\")


needs = {
    "curl": pytest.param(
        "curl", marks=pytest.mark.skipif(not shutil.which("curl"), reason="there is no curl")
    ),
    "python": pytest.param("python"),
    "javascript": pytest.param("javascript", marks=pytest.mark.extra("node")),  # noqa: S610
}
by_language = pytest.mark.parametrize("language", needs.values())


@by_language
def test_fields_arrive_as_they_were_typed(
    receiver: Receiver, tmp_path: Path, language: str
) -> None:
    got = sent(receiver, language, typed(receiver), tmp_path)

    assert got.fields == HOSTILE
    assert got.path == "/api/public/v1/Remix"
    assert got.headers["authorization"] == TOKEN


@by_language
def test_fields_beside_a_file_arrive_as_they_were_typed(
    receiver: Receiver, tmp_path: Path, language: str
) -> None:
    got = sent(receiver, language, typed(receiver, NAMES[0]), tmp_path)

    # The standard for FormData has every line end become CR LF; servers read both as one.
    said = HOSTILE
    if language == "javascript":
        said = {k: v.replace("\r\n", "\n").replace("\n", "\r\n") for k, v in HOSTILE.items()}
    assert got.fields == said
    assert got.headers["authorization"] == TOKEN


@by_language
def test_song_arrives_whole_whatever_it_is_called(
    receiver: Receiver, tmp_path: Path, language: str
) -> None:
    for name in NAMES:
        request = ApiRequest(receiver.url, (), SentFile("audio_file", name, "audio/mpeg", 1))

        content, file_name, head = sent(receiver, language, request, tmp_path).parts["audio_file"]

        assert file_name is not None
        assert (content, decoded(file_name)) == (SONG, name)
        assert b"Content-Type: audio/mpeg" in head


@pytest.mark.parametrize("name", ["", NAMES[1]])
def test_raw_request_is_one_that_a_server_reads(receiver: Receiver, name: str) -> None:
    request = typed(receiver, name)
    text = WRITERS["http"](request).replace("$REMIXDESK_TOKEN", TOKEN, 1).replace("\n", "\r\n")
    wire = text.encode()
    if request.file:
        wire = wire.replace(file_mark(request.file).encode(), SONG, 1)

    with socket.create_connection(("127.0.0.1", receiver.server_port), 10) as line:
        line.sendall(wire)
        line.shutdown(socket.SHUT_WR)
        assert line.makefile("rb").read().startswith(b"HTTP/1.0 200")

    got = receiver.got.pop()
    told = {k: v.replace("\r\n", "\n") for k, v in got.fields.items()}
    assert told == {k: v.replace("\r\n", "\n") for k, v in HOSTILE.items()}
    assert not name or got.parts["audio_file"][0] == SONG
    assert wire.endswith(got.body)


def test_interactive_shell_expands_nothing_either(receiver: Receiver, tmp_path: Path) -> None:
    # Typed into bash with its history on, as after a paste; a script never has that.
    text = WRITERS["curl"](typed(receiver))
    environment = {"PATH": os.environ["PATH"], "HOME": str(tmp_path), "REMIXDESK_TOKEN": TOKEN}
    command = ["bash", "--noprofile", "--norc", "-o", "history", "-o", "histexpand", "-s"]

    subprocess.run(
        [*command[:3], "-i", *command[3:]],
        input=f"echo first words\n{text}".encode(),
        cwd=tmp_path,
        env={**environment, "LC_ALL": "C.UTF-8", "PS1": "", "PS2": ""},
        check=True,
        capture_output=True,
        timeout=60,
        start_new_session=True,
    )

    assert receiver.got.pop().fields == HOSTILE
    assert not (tmp_path / "pwned").exists()
