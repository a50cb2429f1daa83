"""The request as it goes over the wire, HTTP/1.1; on the wire every line ends with CR LF."""

from __future__ import annotations

import hashlib
import re
from urllib.parse import urlencode, urlsplit

from remixes.snippets.request import TOKEN_NAME, ApiRequest, SentFile

LOOKS = re.compile(
    r"(?P<word>\APOST)|(?P<variable>\$[A-Z_]+$)|(?P<mark>^<\d+ bytes of [^\n]*>$)"
    r"|(?P<comment>^--remixdesk-[0-9a-f]{32}(?:--)?$)"
    r"|(?P<name>^(?:Host|Authorization|Content-(?:Type|Length|Disposition))(?=: ))"
    r'|(?P<string>(?<==)"[^"\n]*")',
    re.MULTILINE,
)
_FORM = "application/x-www-form-urlencoded"


def raw(request: ApiRequest) -> str:
    address = urlsplit(request.url)
    if file := request.file:
        kind, (body, size) = (
            f"multipart/form-data; boundary={boundary(request)}",
            (_multipart(request, file)),
        )
    else:
        body = urlencode(request.fields)
        kind, size = _FORM, len(body)
    return (
        f"POST {address.path} HTTP/1.1\nHost: {address.netloc}\nAuthorization: ${TOKEN_NAME}\n"
        f"Content-Type: {kind}\nContent-Length: {size}\n\n{body}"
    )


def boundary(request: ApiRequest) -> str:
    """The same for the same request, and in none of its values but by a chance of 1 in 2^128."""
    said = repr((request.url, request.fields, request.file))
    return f"remixdesk-{hashlib.sha256(said.encode()).hexdigest()[:32]}"


def file_mark(file: SentFile) -> str:
    """What stands where the bytes of the file go."""
    return f"<{file.size} bytes of {file.name}>"


def _multipart(request: ApiRequest, file: SentFile) -> tuple[str, int]:
    """The body as it is shown, and its bytes on the wire with the file in its place."""
    start = f"--{boundary(request)}\nContent-Disposition: form-data; name="
    parts = [f'{start}"{field}"\n\n{_one_kind(text)}\n' for field, text in request.fields]
    quoted = file.name.replace('"', "%22")
    parts.append(f'{start}"{file.field}"; filename="{quoted}"\nContent-Type: {file.mime}\n\n')
    before, after = "".join(parts), f"\n--{boundary(request)}--\n"
    size = sum(len(text.replace("\n", "\r\n").encode()) for text in (before, after))
    return before + file_mark(file) + after, size + file.size


def _one_kind(text: str) -> str:
    return text.replace("\r\n", "\n")
