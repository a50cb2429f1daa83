"""The request as a JavaScript module with fetch, for Node and nearly as it is for browsers."""

from __future__ import annotations

import re

from remixes.snippets.quoting import lines, script
from remixes.snippets.request import TOKEN_NAME, ApiRequest, SentFile

LOOKS = re.compile(
    r'(?P<comment>^//[^\n]*)|(?P<string>"(?:\\.|[^"\\])*")'
    r"|(?P<word>\b(?:import|from|const|new|await)\b)|(?P<variable>\bprocess\.env\.\w+)"
    r"|(?P<name>\b(?:method|headers|Authorization|type)(?=:))",
    re.MULTILINE,
)


def javascript(request: ApiRequest) -> str:
    kind = "FormData" if request.file else "URLSearchParams"
    fields = "".join(
        f"body.append({script(field)}, {_value(text)});\n" for field, text in request.fields
    )
    return (
        "// Node 20 or newer, as a module: node remix.mjs\n"
        f"{_IMPORT if request.file else ''}"
        f"const body = new {kind}();\n{fields}"
        f"{_file(request.file) if request.file else ''}\n"
        f"const answer = await fetch({script(request.url)}, {{\n"
        '  method: "POST",\n'
        f"  headers: {{ Authorization: process.env.{TOKEN_NAME} }},\n"
        "  body,\n"
        "});\n"
        "console.log(answer.status, await answer.json());\n"
    )


_IMPORT = 'import { readFile } from "node:fs/promises";\n\n'


def _value(text: str) -> str:
    """Lines below one another, as they were typed."""
    several = lines(text)
    return several[0] if len(several) == 1 else "\n  " + " +\n  ".join(several) + "\n"


def _file(file: SentFile) -> str:
    return (
        "// In a browser: const song = input.files[0], of an <input type=file>.\n"
        f"const song = new Blob([await readFile({script(file.path)})], "
        f"{{ type: {script(file.mime)} }});\n"
        f"body.append({script(file.field)}, song, {script(file.name)});\n"
    )
