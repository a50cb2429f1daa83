"""The request as a curl command for bash or zsh."""

from __future__ import annotations

import re

from remixes.snippets.quoting import curl_path, shell
from remixes.snippets.request import TOKEN_NAME, ApiRequest

LOOKS = re.compile(
    r"(?P<string>\$'(?:\\.|[^'\\])*'|'[^']*'|\\')|(?P<variable>\$[A-Z_]+)"
    r"|(?P<word>^curl)|(?P<name>--[a-z-]+)"
)


def curl(request: ApiRequest) -> str:
    """--form-string takes a value as it is; -F and -d would read @file, <file and ;type= in it."""
    option = "--form-string" if request.file else "--data-urlencode"
    lines = [
        f"curl {shell(request.url)}",
        f'--header "Authorization: ${TOKEN_NAME}"',
        *(f"{option} {shell(f'{field}={text}')}" for field, text in request.fields),
    ]
    if file := request.file:
        said = f"{file.field}=@{curl_path(file.path)};type={file.mime}"
        lines.append(f"--form {shell(said)}")
    return " \\\n  ".join(lines) + "\n"
