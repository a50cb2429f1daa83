"""Operators may read the engine's tables, and nothing secret is in them."""

import pytest
from django.contrib.auth import get_user_model
from django.test import Client

from remixes.engine.models import Result, Task
from tests.engine.http.test_questions import make_tasks

pytestmark = pytest.mark.django_db


@pytest.fixture
def operator() -> Client:
    """Somebody who may see everything."""
    client = Client()
    client.force_login(get_user_model().objects.create_superuser("owner@example.com", "x"))
    return client


@pytest.mark.parametrize("noun", ["task", "result", "callback"])
def test_every_table_has_a_list(operator: Client, noun: str) -> None:
    make_tasks(3)

    response = operator.get(f"/admin/engine/{noun}/", {"q": "x"})

    assert response.status_code == 200


def test_a_row_can_be_read_without_its_secrets_and_not_changed(operator: Client) -> None:
    make_tasks(1)
    task, result = Task.objects.get(), Result.objects.first()
    assert result is not None

    pages = [
        operator.get(f"/admin/engine/task/{task.pk}/change/"),
        operator.get(f"/admin/engine/result/{result.pk}/change/"),
    ]
    changed = operator.post(f"/admin/engine/task/{task.pk}/change/", {"status": "COMPLETED"})

    assert [page.status_code for page in pages] == [200, 200]
    assert task.webhook_url.encode() not in pages[0].content
    assert result.token.encode() not in pages[1].content
    assert changed.status_code == 403
