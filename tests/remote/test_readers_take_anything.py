"""Fuzz: whatever arrives, a reader gives a sound shape or says Unreadable, and nothing else."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Callable, Iterator
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from remixes.remote import (
    Refusal,
    Unreadable,
    read_by_id,
    read_by_user,
    read_submit_reply,
    read_webhook,
)
from tests.remote.bodies import names, payload

READERS: dict[str, Callable[[bytes], object]] = {
    "submit_reply": read_submit_reply,
    "webhook": read_webhook,
    "byid": read_by_id,
    "byuser": read_by_user,
}
SEEDS = [(family, name) for family in READERS for name in names(family)]
ODD_TEXT = st.sampled_from(
    ["\x00", "\ud800", "a\udfffb", "NaN", "true", "-0", "9" * 40, "[" * 2000]
)
# A loaded machine is no finding.
BUSY = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
LEAVES = (
    st.none()
    | st.booleans()
    | st.integers(-(10**30), 10**30)
    | st.floats()
    | st.text(max_size=20)
    | ODD_TEXT
)
ANY_JSON = st.recursive(
    LEAVES,
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=9), inner, max_size=4)
    ),
    max_leaves=12,
)


def strings(value: object) -> Iterator[str]:
    """Every string in a shape, however deep."""
    if isinstance(value, str):
        yield value
    elif dataclasses.is_dataclass(value):
        for field in dataclasses.fields(value):
            yield from strings(getattr(value, field.name))
    elif isinstance(value, dict):
        yield from strings(list(value.items()))
    elif isinstance(value, tuple | list | frozenset):
        for each in value:
            yield from strings(each)


def read_soundly(reader: Callable[[bytes], object], body: bytes) -> None:
    try:
        shape = reader(body)
    except (Unreadable, Refusal) as told:
        assert told.sentence.strip()
        return
    for text in strings(shape):
        text.encode()
        assert "\x00" not in text
        assert len(text) <= 100_000


@pytest.mark.parametrize("family", READERS)
@settings(BUSY)
@given(body=st.binary(max_size=200))
def test_any_bytes(family: str, body: bytes) -> None:
    read_soundly(READERS[family], body)


@pytest.mark.parametrize("family", READERS)
@settings(BUSY)
@given(value=ANY_JSON)
def test_any_json(family: str, value: object) -> None:
    read_soundly(READERS[family], json.dumps(value).encode())


@pytest.mark.parametrize("family", READERS)
@given(data=st.data())
@settings(BUSY, max_examples=150)
def test_real_bodies_with_anything_in_any_field(family: str, data: st.DataObject) -> None:
    body = json.loads(payload(data.draw(st.sampled_from(names(family)))))
    inner = body.get("conversion", body)
    for key in data.draw(st.lists(st.sampled_from(sorted(inner)), min_size=1, max_size=4)):
        inner[key] = data.draw(ANY_JSON)

    read_soundly(READERS[family], json.dumps(body).encode())


@pytest.mark.parametrize(("family", "name"), SEEDS)
@given(data=st.data())
@settings(BUSY, max_examples=15)
def test_real_bodies_cut_and_damaged(family: str, name: str, data: st.DataObject) -> None:
    body = bytearray(payload(name))
    for _ in range(data.draw(st.integers(0, 5))):
        body[data.draw(st.integers(0, len(body) - 1))] = data.draw(st.integers(0, 255))

    read_soundly(READERS[family], bytes(body[: data.draw(st.integers(0, len(body)))]))


HOSTILE = {
    "deep list": b'{"task_id":"t","x":' + b"[" * 10_000 + b"]" * 10_000 + b"}",
    "deep plan": b'{"conversion":{"task_id":"t","plan":' + b'{"a":' * 900 + b"1" + b"}" * 902,
    "huge number": b'{"task_id":"t","eta":' + b"9" * 9_000 + b',"credit_estimate":1e9999}',
    "not a number": b'{"task_id":"t","eta":NaN,"credit_estimate":-Infinity,"progress":NaN}',
    "twice the same key": b'{"task_id":"t","task_id":"u","success":true}',
    "surrogates": rb'{"task_id":"t","title":"\ud800","message":"\udc00\ud83d"}',
    "nul": rb'{"task_id":"t","conversion_id":"c","title":"a\u0000b","lyrics":"\u0000"}',
    "a megabyte": b'{"task_id":"t","conversion_id":"c","title":"' + b"x" * 1_000_000 + b'"}',
    "utf-16": '{"task_id":"t"}'.encode("utf-16"),
    "byte order mark": b'\xef\xbb\xbf{"task_id":"t"}',
    "latin-1": '{"task_id":"t","message":"\xe9"}'.encode("latin-1"),
    "too large": b'{"task_id":"' + b"x" * 5_000_000 + b'"}',
}


@pytest.mark.parametrize("family", READERS)
@pytest.mark.parametrize("body", HOSTILE.values(), ids=HOSTILE)
def test_hostile_bodies(family: str, body: bytes) -> None:
    read_soundly(READERS[family], body)


def test_nul_and_halves_of_pairs_are_left_out() -> None:
    body = rb'{"task_id":"t","conversion_id":"c","title":"a\u0000b\ud800","lyrics":"x\u0000\ny"}'

    (facts,) = read_webhook(body).conversions

    assert (facts.title, facts.lyrics) == ("ab", "x\ny")


def test_faulty_utf_8_loses_a_letter_and_not_the_result() -> None:
    body = b'{"task_id":"t","conversion_id":"c","title":"a\xe9","conversion_path":"https://a.example/1"}'

    (facts,) = read_webhook(body).conversions

    assert (facts.title, facts.mp3_url) == ("a\ufffd", "https://a.example/1")


@pytest.mark.parametrize(
    "body", [b'{"task_id":"t","credit_estimate":1e400}', HOSTILE["huge number"]]
)
def test_overflowing_numbers_are_unknown(body: bytes) -> None:
    reply = read_submit_reply(body)

    assert (reply.eta_s, reply.credit_estimate) == (None, None)
    assert not isinstance(reply.credit_estimate, Decimal)
