"""The request as a Python program with the `requests` package."""

from __future__ import annotations

import re
from textwrap import indent

from remixes.snippets.quoting import lines, script
from remixes.snippets.request import TOKEN_NAME, ApiRequest

LOOKS = re.compile(
    r'(?P<string>"(?:\\.|[^"\\])*")|(?P<word>\b(?:import|with|as)\b)'
    r"|(?P<name>\b(?:headers|data|files|timeout)(?==))|(?P<value>\b\d+\b)"
)


def python(request: ApiRequest) -> str:
    call = f"{_call(request)}\nprint(answer.status_code, answer.json())\n"
    if request.file:
        call = f'with open({script(request.file.path)}, "rb") as song:\n{indent(call, "    ")}'
    return f"import os\n\nimport requests\n\n{call}"


def _call(request: ApiRequest) -> str:
    data = "".join(f"{script(field)}: {_value(text)},\n" for field, text in request.fields)
    arguments = [
        script(request.url),
        f'headers={{"Authorization": os.environ["{TOKEN_NAME}"]}}',
        f"data={{\n{indent(data, '    ')}}}",
    ]
    if file := request.file:
        part = f"({script(file.name)}, song, {script(file.mime)})"
        arguments.append(f"files={{{script(file.field)}: {part}}}")
    arguments.append("timeout=60")
    listed = "".join(f"{argument},\n" for argument in arguments)
    return f"answer = requests.post(\n{indent(listed, '    ')})"


def _value(text: str) -> str:
    """Lines below one another, as they were typed."""
    several = lines(text)
    if len(several) == 1:
        return several[0]
    return "(\n" + indent("\n".join(several), "    ") + "\n)"
