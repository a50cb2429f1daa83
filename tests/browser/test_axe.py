"""Nothing that a machine can tell stands in the way of anybody, in light and in dark."""

from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse

from remixes.models import Remix
from remixes.record import receive
from tests.browser.conftest import Open
from tests.makers import make_explorer_call

pytestmark = pytest.mark.extra


@pytest.fixture
def browser_context_args(browser_context_args: dict[str, object]) -> dict[str, object]:
    """The checker is injected into the page, which our own policy rightly forbids."""
    return {**browser_context_args, "bypass_csp": True, "reduced_motion": "reduce"}


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_no_page_has_a_barrier(
    open_page: Open, remix: Remix, theme: Literal["light", "dark"]
) -> None:
    source = remix.upload.get_absolute_url()
    words = reverse("words", args=[remix.pk])
    addresses = ["/", "/remixes/", "/remixes/new/", "/uploads/", source, words]
    for address in (*addresses, "/settings/", "/settings/tokens/", "/people/", "/nothing-here/"):
        page = open_page(address)
        page.emulate_media(color_scheme=theme)
        assert not Axe().run(page).response["violations"], address

    page = open_page(remix.get_absolute_url())
    page.wait_for_selector("#take-2[data-drawn]")
    assert not Axe().run(page).response["violations"]


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_explorer_has_no_barrier(
    open_page: Open, remix: Remix, theme: Literal["light", "dark"]
) -> None:
    call = make_explorer_call(remix.person, remix, card="forest")
    body = b'{"success": true, "conversion_duration": 20.5, "title": "Awning"}'
    receive(remix.submissions.get(), body, "application/json")

    for address in ("/explorer/", "/explorer/calls/", call.get_absolute_url()):
        page = open_page(address)
        page.emulate_media(color_scheme=theme)
        if not address.endswith("calls/"):
            page.wait_for_selector("[id$=take-2]")
        for language in page.locator("[name=language]").all():
            language.check()
        assert not Axe().run(page).response["violations"], address
