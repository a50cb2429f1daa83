"""Calls of the team API: what a program asked to be told, and its idempotency key."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("remixes", "0006_covers_and_wider_wishes"),
    ]

    operations = [
        migrations.CreateModel(
            name="Call",
            fields=[
                (
                    "remix",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="call",
                        serialize=False,
                        to="remixes.remix",
                    ),
                ),
                (
                    "feature",
                    models.CharField(help_text="The door: what byId calls it.", max_length=32),
                ),
                ("webhook_url", models.TextField(blank=True)),
                ("wants_timestamps", models.BooleanField(default=False)),
                ("key_hash", models.CharField(blank=True, editable=False, max_length=64)),
                ("asked_hash", models.CharField(blank=True, editable=False, max_length=64)),
                ("reply", models.JSONField(default=dict, editable=False)),
                ("at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="calls",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "token",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="calls",
                        to="remixes.token",
                    ),
                ),
            ],
            options={
                "ordering": ("-at",),
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("key_hash__gt", "")),
                        fields=("person", "key_hash"),
                        name="call_key_once",
                    )
                ],
            },
        ),
    ]
