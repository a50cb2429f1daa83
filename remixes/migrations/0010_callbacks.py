"""Callbacks owed to the programs behind calls, what they are signed with, and when to look."""

import uuid

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("remixes", "0009_services_that_are_asked"),
    ]

    operations = [
        migrations.AddField(
            model_name="call",
            name="next_action_at",
            field=models.DateTimeField(blank=True, db_index=True, null=True),
        ),
        migrations.CreateModel(
            name="Callback",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "version_id",
                    models.UUIDField(help_text="The conversion as the call's reply named it."),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("version", "Version"),
                            ("lyrics", "Lyrics with times"),
                            ("failure", "No version"),
                        ],
                        max_length=10,
                    ),
                ),
                ("body", models.TextField()),
                (
                    "created_at",
                    models.DateTimeField(default=django.utils.timezone.now, editable=False),
                ),
                ("attempts", models.PositiveIntegerField(default=0)),
                (
                    "tries",
                    models.PositiveIntegerField(
                        default=0, help_text="Attempts since it was made, or sent again by hand."
                    ),
                ),
                ("tried_at", models.DateTimeField(blank=True, null=True)),
                (
                    "next_action_at",
                    models.DateTimeField(
                        blank=True, db_index=True, default=django.utils.timezone.now, null=True
                    ),
                ),
                ("delivered_at", models.DateTimeField(blank=True, null=True)),
                ("given_up_at", models.DateTimeField(blank=True, null=True)),
                ("last_status", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("last_error", models.TextField(blank=True)),
                (
                    "call",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="callbacks",
                        to="remixes.call",
                    ),
                ),
            ],
            options={
                "ordering": ("created_at", "version_id", "kind"),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("call", "version_id", "kind"), name="callback_tells_a_fact_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("delivered_at__isnull", True),
                                ("given_up_at__isnull", True),
                                ("next_action_at__isnull", False),
                            ),
                            models.Q(
                                models.Q(
                                    ("delivered_at__isnull", True),
                                    ("given_up_at__isnull", True),
                                    _negated=True,
                                ),
                                ("next_action_at__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="callback_owed_has_a_time",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SigningKey",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "created_at",
                    models.DateTimeField(default=django.utils.timezone.now, editable=False),
                ),
                ("replaced_at", models.DateTimeField(blank=True, null=True)),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="signing_keys",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ("-created_at",),
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("replaced_at__isnull", True)),
                        fields=("person",),
                        name="signing_key_one_present",
                    ),
                ],
            },
        ),
    ]
