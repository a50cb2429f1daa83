"""Songs that are dropped show up in the list of sources by themselves, with a way to them."""

import pytest
from playwright.sync_api import expect
from redis import Redis

from remixes.models import Upload
from tests.browser.conftest import Open
from tests.makers import wav_bytes

pytestmark = pytest.mark.extra


def test_dropped_songs_come_into_the_list(open_page: Open, redis: Redis) -> None:
    page = open_page("/uploads/")
    expect(page.get_by_text("No songs yet")).to_be_visible()

    songs = [
        {"name": f"song {n}.wav", "mimeType": "audio/wav", "buffer": wav_bytes(1.0, 200.0 + n)}
        for n in (1, 2)
    ]
    page.locator("input[type=file]").set_input_files(songs)  # type: ignore[arg-type]

    expect(page.locator("#uploads-list > li")).to_have_count(2, timeout=15_000)
    expect(page.get_by_text("No songs yet")).to_have_count(0)
    song = Upload.objects.get(file_name="song 1.wav")
    page.get_by_role("link", name="Open: song 1").click()
    expect(page).to_have_url(f"{page.url.split('/uploads')[0]}{song.get_absolute_url()}")
