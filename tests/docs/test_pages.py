"""What the pages point to exists, and what they quote is said."""

import re
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
LINK = re.compile(r"\]\(([^)\s]+)\)")
QUOTED = re.findall(r"“([^”]+)”", (ROOT / "docs" / "operations.md").read_text())
# a machine's own paths, and the addresses it installs from, have no place in what we publish
OURS_ALONE = re.compile(r"/work/|/tmp/|/root/|/home/|pypi\.|files\.pythonhosted", re.IGNORECASE)


def anchors(document: Path) -> set[str]:
    """The anchors that headings make."""
    headings = re.findall(r"^#+ (.+)$", document.read_text(), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", each.lower()).replace(" ", "-") for each in headings}


@cache
def everything_said() -> str:
    """All code and templates, with sentences that are broken over lines joined."""
    files = [ROOT / "Makefile"]
    for folder in ("remixes", "remixsite", "templates"):
        files += [each for each in (ROOT / folder).rglob("*") if each.suffix in (".py", ".html")]
    return "".join(re.sub(r'"\s*\n\s*f?"', "", each.read_text()) for each in files)


@pytest.mark.parametrize("document", PAGES, ids=lambda document: document.name)
def test_every_link_leads_somewhere(document: Path) -> None:
    for link in LINK.findall(document.read_text()):
        path, _, anchor = link.partition("#")
        if "://" in link:
            continue
        target = document.parent / path if path else document
        assert target.exists(), link
        assert not anchor or anchor in anchors(target), link


@pytest.mark.parametrize("document", PAGES, ids=lambda document: document.name)
def test_no_page_names_a_machine_or_a_package_index(document: Path) -> None:
    assert not OURS_ALONE.search(document.read_text())


def test_every_page_is_in_the_index() -> None:
    index = (ROOT / "docs" / "README.md").read_text()
    pages = [str(page.relative_to(ROOT / "docs")) for page in PAGES[1:] if page.name != "README.md"]

    assert [page for page in pages if f"({page})" not in index] == []


@pytest.mark.parametrize("sentence", QUOTED)
def test_every_sentence_in_the_table_is_really_said(sentence: str) -> None:
    parts = [part.strip() for part in sentence.split("…")]

    assert [part for part in parts if part not in everything_said()] == []
