"""Adding songs and changing them; a page gets a redirect, a script that asks for JSON gets JSON."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator
from functools import partial
from html import unescape

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from remixes.actions import uploads
from remixes.actions.rejected import Rejected
from remixes.actions.uploads import Added
from remixes.forms.sources import SourcesForm, UploadForm
from remixes.models import Conversion, Upload
from remixes.views.asking import PersonRequest, ask, is_valid, makers_only, problems
from remixes.views.incoming import takes_files


def _own(request: PersonRequest, pk: uuid.UUID) -> Upload:
    return get_object_or_404(Upload.objects.editable_by(request.user), pk=pk)


@takes_files
@makers_only
@require_POST
def add(request: PersonRequest) -> HttpResponse:
    """Several files at once, or a link; good ones stay although others are refused."""
    form = SourcesForm(request.POST, request.FILES)
    added: list[Added] = []
    refused: list[str] = []
    if form.is_valid():
        for name, attempt in _attempts(request, form):
            try:
                added.append(attempt())
            except Rejected as rejected:
                refused.append(f"{name}{rejected.sentence}")
    else:
        refused = problems(form)
    if request.accepts("text/html"):
        return _as_page(request, added, refused)
    return _as_json(added, refused)


@makers_only
@require_POST
def of_version(request: PersonRequest, pk: uuid.UUID) -> HttpResponse:
    """*Remix this version*: it becomes a source, and the form begins with what made it."""
    versions = Conversion.objects.visible_to(request.user).select_related("remix__upload")
    conversion = get_object_or_404(versions, pk=pk)
    try:
        upload = uploads.add_version(request.user, conversion)
    except Rejected as rejected:
        messages.error(request, rejected.sentence)
        return redirect(conversion.remix)
    return redirect(f"{_remix_url(upload)}&from={conversion.remix_id}")


def _attempts(
    request: PersonRequest, form: SourcesForm
) -> Iterator[tuple[str, Callable[[], Added]]]:
    """Each source still to be taken in, with the words that tell it from the others."""
    files = form.cleaned_data["file"]
    for file in files:
        name = f"{file.name}: " if len(files) > 1 else ""
        yield name, partial(uploads.add_file, request.user, file)
    if link := form.cleaned_data["link"]:
        yield "", partial(uploads.add_link, request.user, link)


def _as_json(added: list[Added], refused: list[str]) -> JsonResponse:
    """What the drop zone reads: it sends one file at a time and goes on to ``url``."""
    if not added:
        return JsonResponse({"error": " ".join(refused)}, status=422)
    first = added[0]
    song = {
        "id": str(first.upload.pk),
        "title": str(first.upload),
        "label": _label(first.upload),
        "url": _remix_url(first.upload),
        "page": first.upload.get_absolute_url(),
        "is_new": first.is_new,
        "message": "Here." if first.is_new else "This song was here already.",
    }
    return JsonResponse(song, status=201 if first.is_new else 200)


def _label(upload: Upload) -> str:
    """The song as a choice of the forms, in the words they use themselves."""
    return unescape(render_to_string("remixes/_source_label.html", {"upload": upload}).strip())


def _as_page(request: PersonRequest, added: list[Added], refused: list[str]) -> HttpResponse:
    for sentence in refused:
        messages.error(request, sentence)
    for one in added:
        how = "is added" if one.is_new else "was here already"
        messages.success(request, f"“{one.upload}” {how}.")
    return redirect(_remix_url(added[0].upload) if len(added) == 1 else reverse("uploads"))


def _remix_url(upload: Upload) -> str:
    return f"{reverse('new')}?upload={upload.pk}"


@require_POST
def edit(request: PersonRequest, pk: uuid.UUID) -> HttpResponse:
    upload = _own(request, pk)
    form = UploadForm(request.POST)
    if not is_valid(request, form):
        return redirect(upload)
    asked = form.cleaned_data
    ask(request, lambda: uploads.rename(upload, asked["title"], asked["artist"]), "Saved.")
    return redirect(upload)


@require_POST
def trash(request: PersonRequest, pk: uuid.UUID) -> HttpResponse:
    upload = _own(request, pk)
    done = "In the trash. What was made from it stays."
    ask(request, lambda: uploads.trash(upload, request.user), done)
    return redirect(upload)


@require_POST
def restore(request: PersonRequest, pk: uuid.UUID) -> HttpResponse:
    upload = _own(request, pk)
    ask(request, lambda: uploads.restore(upload, request.user), "Back among the songs.")
    return redirect(upload)


@require_http_methods(["GET", "HEAD", "POST"])
def delete(request: PersonRequest, pk: uuid.UUID) -> HttpResponse:
    """A page that says what will be gone, then the deed."""
    upload = _own(request, pk)
    if request.method != "POST":
        context = {"upload": upload, "made": upload.remixes.count()}
        return render(request, "remixes/upload_delete.html", context)
    done = f"“{upload}” is deleted for good."
    if ask(request, lambda: uploads.delete_for_good(upload, request.user), done):
        return redirect(f"{reverse('uploads')}?show=trash")
    return redirect(upload)
