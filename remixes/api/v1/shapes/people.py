"""People, as the team sees each other."""

from __future__ import annotations

from ninja import Field, Schema

from remixes.models import Person, Role


class PersonOut(Schema):
    id: int
    name: str = Field(description="As pages show it; the e-mail address where no name is given.")


class MemberOut(PersonOut):
    """Somebody of the team."""

    role: Role
    can_make: bool = Field(description="Whether they may upload and remix, and not only listen.")


class MeOut(MemberOut):
    """Whoever asks."""

    email: str
    time_zone: str


def told_person(person: Person) -> PersonOut:
    return PersonOut(id=person.pk, name=str(person))


def told_member(person: Person) -> MemberOut:
    return MemberOut(
        id=person.pk, name=str(person), role=Role(person.role), can_make=person.can_make
    )


def told_me(person: Person) -> MeOut:
    known = told_member(person).model_dump()
    return MeOut(**known, email=person.email, time_zone=person.time_zone)
