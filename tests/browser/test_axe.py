"""Nothing that a machine can tell stands in the way of anybody, in light and in dark."""

from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe

from remixes.models import Remix
from tests.browser.conftest import Open

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
    for address in ("/", "/remixes/", "/remixes/new/", "/uploads/", source, "/settings/"):
        page = open_page(address)
        page.emulate_media(color_scheme=theme)
        assert not Axe().run(page).response["violations"], address

    page = open_page(remix.get_absolute_url())
    page.wait_for_selector("#take-2[data-drawn]")
    assert not Axe().run(page).response["violations"]
