"""Where a sound comes from and what was made of it: source, versions, remixes of versions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Prefetch, QuerySet

from remixes.file_names import result_url, source_url
from remixes.models import Conversion, Person, Remix, Upload

DEEPEST = 12
MOST = 400


@dataclass
class Node:
    """One sound of the tree, or a remix whose sounds hang below it.

    Without `url` it is a tombstone: `words` still say what it was.
    """

    kind: str
    """source, remix or version"""
    words: str
    url: str = ""
    src: str = ""
    detail: str = ""
    is_here: bool = False
    is_winner: bool = False
    children: list[Node] = field(default_factory=list)


@dataclass(frozen=True)
class Step:
    """One word of the way from the first source to here."""

    words: str
    url: str


def way_to(person: Person, remix: Remix) -> list[Step]:
    """The way from the first source to the source of this remix."""
    steps: list[Step] = []
    upload: Upload | None = remix.upload
    for _ in range(DEEPEST):
        if upload is None:
            break
        steps.append(Step(str(upload), _address(person, upload)))
        made_of = upload.made_of
        if made_of is None:
            if upload.made_of_words:
                steps.append(Step(f"{upload.made_of_words} (deleted)", ""))
            break
        maker = made_of.remix
        steps.append(Step(maker.get_mode_display(), _address(person, maker)))
        upload = maker.upload
    return steps[::-1]


def family_of(person: Person, remix: Remix) -> Node | None:
    """The whole tree around a remix; None when there is nothing but the remix and its source."""
    root = _first_source(remix.upload)
    tree = _grown(person, root, remix)
    is_lonely = len(tree.children) == 1 and not any(
        version.children for version in tree.children[0].children
    )
    return None if is_lonely and root == remix.upload else tree


def _first_source(upload: Upload) -> Upload:
    for _ in range(DEEPEST):
        if upload.made_of is None:
            break
        upload = upload.made_of.remix.upload
    return upload


def _grown(person: Person, root: Upload, here: Remix) -> Node:
    """Level by level, in two queries a level however many sounds it has."""
    tree = _source_node(person, root)
    level: dict[object, Node] = {root.pk: tree}
    count = 1
    for _ in range(DEEPEST):
        versions: dict[object, Node] = {}
        for remix in _made_of(level):
            node = _remix_node(person, remix, here)
            level[remix.upload_id].children.append(node)
            for conversion in sorted(remix.conversions.all(), key=lambda one: one.version):
                if conversion.is_saved:
                    version = _version_node(conversion, remix, is_shown=bool(node.url))
                    node.children.append(version)
                    versions[conversion.pk] = version
            count += 1 + len(node.children)
        if not versions or count > MOST:
            break
        level = _further(versions)
    _drop_bare_graves(tree)
    return tree


def _drop_bare_graves(node: Node) -> None:
    """Of a version that this person may not see only what was made of it is worth telling."""
    for child in node.children:
        _drop_bare_graves(child)
    node.children = [
        one for one in node.children if one.kind != "version" or one.url or one.children
    ]


def _made_of(level: Iterable[object]) -> QuerySet[Remix]:
    remixes: QuerySet[Remix] = Remix.objects.filter(upload__in=list(level))
    ordered = remixes.select_related("upload", "person").order_by("created_at")
    needed = Conversion.objects.only("remix", "version", "state", "title", "mp3_sha256")
    return ordered.prefetch_related(Prefetch("conversions", queryset=needed))[:MOST]


def _further(versions: dict[object, Node]) -> dict[object, Node]:
    """The sources that are versions of this level, each standing for its version."""
    found: dict[object, Node] = defaultdict(lambda: Node("source", ""))
    uploads = Upload.objects.filter(made_of__in=list(versions)).only("id", "made_of")
    for upload in uploads:
        found[upload.pk] = versions[upload.made_of_id]
    return found


def _source_node(person: Person, upload: Upload) -> Node:
    url = _address(person, upload)
    return Node(
        "source",
        str(upload),
        url=url,
        src=source_url(upload) if url and upload.has_audio else "",
        detail=upload.artist,
    )


def _remix_node(person: Person, remix: Remix, here: Remix) -> Node:
    url = _address(person, remix)
    detail = remix.prompt[:120] if url else "in the trash"
    words = f"{remix.get_mode_display()} by {remix.person}"
    return Node("remix", words, url=url, detail=detail, is_here=remix.pk == here.pk)


def _version_node(conversion: Conversion, remix: Remix, *, is_shown: bool) -> Node:
    if not is_shown:
        return Node("version", f"Version {conversion.version}")
    extension = "mp3" if conversion.mp3_sha256 else "wav"
    return Node(
        "version",
        f"Version {conversion.version}",
        url=f"{remix.get_absolute_url()}#take-{conversion.version}",
        src=result_url(conversion, extension),
        detail=conversion.title,
        is_winner=remix.winner_id == conversion.pk,
    )


def _address(person: Person, found: Remix | Upload) -> str:
    """Where it is, "" for what is in the trash and this person may not see."""
    return found.get_absolute_url() if found.is_visible_to(person) else ""
