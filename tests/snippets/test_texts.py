"""What the texts look like, what is refused, and that colouring changes no character."""

import pytest

from remixes.snippets import (
    LANGUAGES,
    ApiRequest,
    Language,
    NotText,
    SentFile,
    head_pieces,
    json_pieces,
)

URL = "https://desk.example.org/api/public/v1/Remix"
SONG = SentFile("audio_file", "lanterns.mp3", "audio/mpeg", 1234)
FIELDS = (("prompt", "warm house"), ("lyrics", "[Verse]\nIt's late"), ("mode", "REMIX"))
WRITERS = {language.key: language.write for language in LANGUAGES}


def test_curl_is_what_somebody_would_write() -> None:
    assert WRITERS["curl"](ApiRequest(URL, FIELDS, SONG)) == (
        "curl 'https://desk.example.org/api/public/v1/Remix' \\\n"
        '  --header "Authorization: $REMIXDESK_TOKEN" \\\n'
        "  --form-string 'prompt=warm house' \\\n"
        "  --form-string 'lyrics=[Verse]\nIt'\\''s late' \\\n"
        "  --form-string 'mode=REMIX' \\\n"
        "  --form 'audio_file=@\"lanterns.mp3\";type=audio/mpeg'\n"
    )


def test_python_is_what_somebody_would_write() -> None:
    assert (
        WRITERS["python"](ApiRequest(URL, FIELDS, SONG))
        == """\
import os

import requests

with open("lanterns.mp3", "rb") as song:
    answer = requests.post(
        "https://desk.example.org/api/public/v1/Remix",
        headers={"Authorization": os.environ["REMIXDESK_TOKEN"]},
        data={
            "prompt": "warm house",
            "lyrics": (
                "[Verse]\\n"
                "It's late"
            ),
            "mode": "REMIX",
        },
        files={"audio_file": ("lanterns.mp3", song, "audio/mpeg")},
        timeout=60,
    )
    print(answer.status_code, answer.json())
"""
    )


def test_without_a_file_the_fields_are_a_form() -> None:
    request = ApiRequest(URL, (("audio_path", "https://songs.example.com/1.mp3"),))

    assert "--data-urlencode 'audio_path=https" in WRITERS["curl"](request)
    assert "files=" not in WRITERS["python"](request)
    assert "URLSearchParams" in WRITERS["javascript"](request)
    assert "\n\naudio_path=https%3A%2F%2Fsongs" in WRITERS["http"](request)


@pytest.mark.parametrize("text", ["a\x00b", "\ud800", "\udfff"])
def test_what_no_program_can_be_given_is_refused(text: str) -> None:
    with pytest.raises(NotText) as refused:
        ApiRequest(URL, (("prompt", text),))

    assert refused.value.field == "prompt"


@pytest.mark.parametrize("name", ["", "a/b.mp3", "a\nb.mp3", "a\x00.mp3", "\ud800.mp3"])
def test_what_is_no_file_name_is_refused(name: str) -> None:
    with pytest.raises(NotText):
        SentFile("audio_file", name, "audio/mpeg", 1)


@pytest.mark.parametrize("url", ["ftp://x/", "https://x/$(y)", "https://x/ y", "https://x/'"])
def test_address_that_would_need_quoting_is_refused(url: str) -> None:
    with pytest.raises(NotText):
        ApiRequest(url, ())


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: language.key)
@pytest.mark.parametrize("file", [SONG, None])
def test_colours_change_no_character(language: Language, file: SentFile | None) -> None:
    request = ApiRequest(URL, (*FIELDS, ("title", "'\"\\ $X <1 bytes of x> // \t")), file)
    pieces = language.pieces(request)

    assert "".join(piece.text for piece in pieces) == language.write(request)
    assert {piece.kind for piece in pieces} > {"", "word"}


def test_reply_reads_as_it_came() -> None:
    head = head_pieces(429, [("Retry-After", "7"), ("Content-Type", "application/json")])
    body = json_pieces('{"success":true,"eta":-1,"reason":"a \\"b\\": 1","next":null}')

    assert "".join(piece.text for piece in head).splitlines()[:2] == [
        "HTTP/1.1 429 Too Many Requests",
        "Retry-After: 7",
    ]
    kinds = [(piece.kind, piece.text) for piece in body if piece.kind]
    assert kinds[:4] == [
        ("name", '"success"'),
        ("value", "true"),
        ("name", '"eta"'),
        ("value", "-1"),
    ]
    assert ("string", '"a \\"b\\": 1"') in kinds
    assert json_pieces("<html>") == [("", "<html>")]
    assert json_pieces("") == []
