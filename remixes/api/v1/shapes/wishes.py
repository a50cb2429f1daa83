"""The body that orders a remix, and how it is said to the form of the pages, whose rules count."""

from __future__ import annotations

import uuid
from typing import Any

from ninja import Field
from pydantic import ConfigDict

from remixes.api.v1.shapes.plain import Asked, Flag, Seconds
from remixes.forms.remix import LYRICS_CAP, PROMPT_CAP
from remixes.forms.sources import LINK_LENGTH
from remixes.models import Gender, Mode

_TITLE_LENGTH = 200
FORM_NAMES = {"upload": "upload_id", "made_from": "made_from_id"}
"""What fields of the form are called here."""


class RemixIn(Asked):
    """A wish for a remix: one of upload_id, link and sample, a mode and a prompt."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [
                {
                    "sample": True,
                    "mode": "REMIX",
                    "prompt": "warm, dreamy house with a deep bass and soft pads",
                },
                {
                    "sample": True,
                    "mode": "INPAINT",
                    "prompt": "a quiet piano instead",
                    "replace_start_at": 12.5,
                    "replace_end_at": 20,
                },
            ]
        },
    )

    upload_id: uuid.UUID | None = Field(None, description="A source that is here already.")
    link: str = Field("", max_length=LINK_LENGTH, description="A link that the service fetches.")
    sample: Flag = Field(default=False, description="The song that comes with the desk.")
    mode: Mode
    prompt: str = Field(min_length=1, max_length=PROMPT_CAP)
    lyrics: str = Field("", max_length=LYRICS_CAP)
    replace_start_at: Seconds | None = Field(None, description="Only INPAINT uses it.")
    replace_end_at: Seconds | None = Field(None, description="Only INPAINT uses it.")
    section: str = Field(
        "", max_length=LYRICS_CAP, description="What is sung in the part, for INPAINT."
    )
    gender: Gender = Field(Gender.ANY, description="Who sings, where the service can be told.")
    title: str = Field("", max_length=_TITLE_LENGTH)
    wants_cover: Flag = False
    service: str | None = Field(None, description="None: the first that is configured.")
    made_from_id: uuid.UUID | None = Field(None, description="The remix it was edited from.")

    def as_form(self) -> dict[str, Any]:
        """The data of a `RemixForm`."""
        return {
            **self.model_dump(exclude={"upload_id", "made_from_id"}, exclude_none=True),
            "upload": self.upload_id,
            "made_from": self.made_from_id,
            "replace_start_at": _seconds(self.replace_start_at),
            "replace_end_at": _seconds(self.replace_end_at),
            "form_key": uuid.uuid4(),
        }

    @property
    def sources(self) -> int:
        """How many sources it names; more than one is a misunderstanding."""
        return sum((self.upload_id is not None, bool(self.link), self.sample))


def _seconds(value: float | None) -> str:
    """As people write a moment, with what a float can say of it."""
    return "" if value is None else f"{value:.6f}"
