"""The library's questions: words, mode, person, where it stands, order; odd values are ignored."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import Exists, F, FloatField, Max, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce, Lower, NullIf

from remixes.models import Conversion, ConversionState, Mode, Person, Remix, Status, Upload

WORDS_AT_MOST = 8

GROUPS: dict[str, tuple[str, Q]] = {
    "running": (
        "Running",
        Q(status__in=[Status.QUEUED, Status.SENDING, Status.SUBMITTED, Status.PARTIAL]),
    ),
    "ready": ("Ready", Q(status=Status.DONE)),
    "attention": ("Needs a look", Q(status__in=[Status.UNCONFIRMED, Status.OVERDUE])),
    "failed": ("Failed", Q(status=Status.FAILED)),
    "cancelled": ("Cancelled", Q(status=Status.CANCELLED)),
}
SORTS: dict[str, tuple[str, tuple[Any, ...]]] = {
    "newest": ("Newest first", ("-created_at", "id")),
    "oldest": ("Oldest first", ("created_at", "id")),
    "title": ("Title", ("shown_title", "-created_at", "id")),
    "longest": ("Longest first", (F("longest_s").desc(nulls_last=True), "-created_at", "id")),
}


def _spellings(word: str) -> set[str]:
    """SQLite compares only ASCII letters without case, so other words are tried in four cases."""
    return {word} if word.isascii() else {word, word.lower(), word.upper(), word.capitalize()}


def _mentions(*fields: str, word: str) -> Q:
    found = Q()
    for spelling in _spellings(word):
        for field in fields:
            found |= Q(**{f"{field}__icontains": spelling})
    return found


class LibraryForm(forms.Form):
    """Reads the query string; every part is optional and a wrong one changes nothing."""

    q = forms.CharField(required=False, max_length=200, label="Search")
    mode = forms.ChoiceField(required=False, choices=[("", "Any mode"), *Mode.choices])
    person = forms.ModelChoiceField(
        required=False, queryset=Person.objects.none(), empty_label="Anybody"
    )
    status = forms.ChoiceField(
        required=False,
        choices=[("", "Any status"), *((key, label) for key, (label, _) in GROUPS.items())],
    )
    sort = forms.ChoiceField(
        required=False, choices=[(key, label) for key, (label, _) in SORTS.items()]
    )
    trash = forms.BooleanField(required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people: Any = self.fields["person"]
        people.queryset = Person.objects.filter(Exists(Remix.objects.filter(person=OuterRef("pk"))))

    def asked(self, name: str) -> Any:
        """The cleaned value, or None where nothing (or nonsense) was asked."""
        self.is_valid()
        return self.cleaned_data.get(name) or None

    @property
    def asked_trash(self) -> bool:
        return bool(self.asked("trash"))

    @property
    def is_narrowed(self) -> bool:
        return any(self.asked(name) for name in ("q", "mode", "person", "status"))

    def narrow(self, remixes: QuerySet[Remix]) -> QuerySet[Remix]:
        """Remixes that answer the question, in the order asked for."""
        found = remixes.filter(trashed_at__isnull=not self.asked("trash"))
        for word in (self.asked("q") or "").split()[:WORDS_AT_MOST]:
            found = found.filter(_says(word))
        if mode := self.asked("mode"):
            found = found.filter(mode=mode)
        if person := self.asked("person"):
            found = found.filter(person=person)
        if status := self.asked("status"):
            found = found.filter(GROUPS[status][1])
        return _sorted(found, self.asked("sort") or "newest")


def _says(word: str) -> Q:
    """The word is in the remix's own text, in its source's name or in one of its results."""
    return (
        _mentions("prompt", "lyrics", word=word)
        | Exists(
            Upload.objects.filter(
                _mentions("title", "artist", "file_name", "url", word=word),
                pk=OuterRef("upload_id"),
            )
        )
        | Exists(
            Conversion.objects.filter(_mentions("title", "lyrics", word=word), remix=OuterRef("pk"))
        )
    )


def _sorted(remixes: QuerySet[Remix], sort: str) -> QuerySet[Remix]:
    results = Conversion.objects.filter(remix=OuterRef("pk")).order_by()
    if sort == "title":
        named = results.exclude(title="").order_by("version").values("title")[:1]
        remixes = remixes.annotate(
            shown_title=Lower(
                Coalesce(
                    Subquery(named),
                    NullIf(F("upload__title"), Value("")),
                    F("upload__file_name"),
                )
            )
        )
    if sort == "longest":
        seconds = Coalesce("measured_s", "duration_s", output_field=FloatField())
        longest = (
            results.filter(state=ConversionState.SAVED)
            .values("remix")
            .annotate(longest=Max(seconds))
            .values("longest")
        )
        remixes = remixes.annotate(longest_s=Subquery(longest))
    return remixes.order_by(*SORTS[sort][1])
