"""Remixes: what was asked for, where each stands, and what came of it."""

from __future__ import annotations

import uuid
from datetime import datetime

from django.conf import settings
from django.urls import reverse
from ninja import Field, Schema

from remixes.actions import choosing
from remixes.actions.standing import Standing, standing
from remixes.api.v1.shapes.conversions import ConversionOut, told_conversion
from remixes.api.v1.shapes.people import PersonOut, told_person
from remixes.api.v1.shapes.uploads import SourceOut, told_source
from remixes.models import Conversion, Gender, Hold, Mode, Move, Person, Remix, Status, Submission
from remixes.record import told_of


class RemixOut(Schema):
    """A remix with its versions, as lists have it."""

    id: uuid.UUID
    status: Status = Field(
        description="QUEUED, SENDING, SUBMITTED and PARTIAL go on by themselves; DONE, FAILED and "
        "CANCELLED are ends; UNCONFIRMED and OVERDUE may want a person."
    )
    status_why: str = Field(description="Why it stands there, where that needs words.")
    hold: Hold = Field(description="What holds a QUEUED one back.")
    progress: float | None = Field(description="0 to 1, where the service tells.")
    stage: str
    mode: Mode
    prompt: str
    lyrics: str
    replace_start_at: float | None = Field(description="Seconds; only with INPAINT.")
    replace_end_at: float | None = Field(description="Seconds; only with INPAINT.")
    section: str = Field(description="What is sung in the part that INPAINT replaces.")
    gender: Gender = Field(description="Who sings; empty: any.")
    title: str = Field(description="What its versions were to be called.")
    wants_cover: bool
    service: str
    upload: SourceOut
    person: PersonOut
    made_from_id: uuid.UUID | None = Field(description="The remix it was edited from.")
    winner_id: uuid.UUID | None = Field(description="The version that the team takes.")
    conversions: list[ConversionOut]
    created_at: datetime
    queued_at: datetime
    rested_at: datetime | None = Field(description="Since when it is DONE, FAILED or CANCELLED.")
    trashed_at: datetime | None
    take_home_url: str | None = Field(description="A zip of all files, once one is saved.")
    page_url: str


class StandingOut(Schema):
    """Where it stands, in words for people, and what may be done about it."""

    step: str
    headline: str
    detail: str
    money: str = Field(description="Whether anything was spent.")
    arrived: int
    expected: int
    saved: int
    ahead: int = Field(description="How many wait before it.")
    eta_at: datetime | None
    next_ask_at: datetime | None
    can_cancel: bool
    can_retry: bool
    can_ask: bool
    can_send_again: bool
    can_give_up: bool


class VoteOut(Schema):
    conversion_id: uuid.UUID
    count: int


class ChoiceOut(Schema):
    """Which version people like best."""

    votes: list[VoteOut]
    undecided: int = Field(description="Those who hear no difference.")
    blind: int = Field(description="How many of all chose without knowing which was which.")
    has_mine: bool = Field(description="Whether whoever asks has chosen.")
    mine: uuid.UUID | None = Field(description="The version they chose; null: no difference.")


class MoveOut(Schema):
    """One change of status."""

    at: datetime
    from_status: str
    to_status: Status
    why: str
    person: PersonOut | None


class RemixFull(RemixOut):
    """A remix with its standing, what people prefer, and how it got here."""

    standing: StandingOut
    choice: ChoiceOut
    winner_by: PersonOut | None
    winner_at: datetime | None
    history: list[MoveOut] = Field(description="Newest first.")


class RemixPage(Schema):
    items: list[RemixOut]
    next: str | None = Field(description="Send it as `cursor` for what follows; null: no more.")


def told_remix(remix: Remix) -> RemixOut:
    """Needs `upload`, `person`, `conversions` and `submissions` at hand."""
    submissions: list[Submission] = list(remix.submissions.all())
    latest = max(submissions, key=lambda one: one.number, default=None)
    versions = sorted(told_of(submissions, remix.conversions.all()), key=lambda one: one.version)
    for one in versions:
        one.remix = remix  # with its source, whose title names the files
    page = settings.PUBLIC_URL + remix.get_absolute_url()
    return RemixOut(
        id=remix.pk,
        status=Status(remix.status),
        status_why=remix.status_why,
        hold=Hold(remix.hold),
        progress=latest.progress if latest and not remix.is_at_rest else None,
        stage=latest.stage if latest and not remix.is_at_rest else "",
        mode=Mode(remix.mode),
        prompt=remix.prompt,
        lyrics=remix.lyrics,
        replace_start_at=remix.replace_start_at,
        replace_end_at=remix.replace_end_at,
        section=remix.section,
        gender=Gender(remix.gender),
        title=remix.title,
        wants_cover=remix.wants_cover,
        service=remix.service,
        upload=told_source(remix.upload),
        person=told_person(remix.person),
        made_from_id=remix.made_from_id,
        winner_id=remix.winner_id,
        conversions=[told_conversion(one) for one in versions],
        created_at=remix.created_at,
        queued_at=remix.queued_at,
        rested_at=remix.rested_at,
        trashed_at=remix.trashed_at,
        take_home_url=_take_home(remix, versions),
        page_url=page,
    )


def told_remix_in_full(remix: Remix, person: Person) -> RemixFull:
    """Needs `preferences` and `moves__person` besides."""
    moves = sorted(remix.moves.all(), key=lambda one: (one.at, one.pk), reverse=True)
    return RemixFull(
        **told_remix(remix).model_dump(),
        standing=_told_standing(standing(remix)),
        choice=_told_choice(remix, person),
        winner_by=told_person(remix.winner_by) if remix.winner_by else None,
        winner_at=remix.winner_at,
        history=[_told_move(one) for one in moves],
    )


def _take_home(remix: Remix, versions: list[Conversion]) -> str | None:
    if not any(one.is_saved for one in versions):
        return None
    return settings.PUBLIC_URL + reverse("take_home", args=[remix.pk])


def _told_standing(found: Standing) -> StandingOut:
    return StandingOut(
        step=found.step,
        headline=found.headline,
        detail=found.detail,
        money=found.money,
        arrived=found.arrived,
        expected=found.expected,
        saved=found.saved,
        ahead=found.ahead,
        eta_at=found.eta_at,
        next_ask_at=found.next_ask_at,
        can_cancel=found.can_cancel,
        can_retry=found.can_retry,
        can_ask=found.can_ask,
        can_send_again=found.can_settle,
        can_give_up=found.can_give_up,
    )


def _told_choice(remix: Remix, person: Person) -> ChoiceOut:
    count = choosing.tally(remix)
    mine = next((one for one in remix.preferences.all() if one.person_id == person.pk), None)
    return ChoiceOut(
        votes=[
            VoteOut(conversion_id=uuid.UUID(str(pk)), count=votes)
            for pk, votes in count.votes.items()
        ],
        undecided=count.undecided,
        blind=count.blind,
        has_mine=mine is not None,
        mine=mine.conversion_id if mine else None,
    )


def _told_move(move: Move) -> MoveOut:
    return MoveOut(
        at=move.at,
        from_status=move.from_status,
        to_status=Status(move.to_status),
        why=move.why,
        person=told_person(move.person) if move.person else None,
    )
