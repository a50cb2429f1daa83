"""Preferences and a winner, notes, corrected timelines, and versions as sources."""

import uuid

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("remixes", "0002_analyses"),
    ]

    operations = [
        migrations.AddField(
            model_name="remix",
            name="winner",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="remixes.conversion",
            ),
        ),
        migrations.AddField(
            model_name="remix",
            name="winner_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="remix",
            name="winner_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="upload",
            name="made_of",
            field=models.ForeignKey(
                blank=True,
                help_text="The version of a remix that it is, when that is remixed further.",
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="uploads",
                to="remixes.conversion",
            ),
        ),
        migrations.AddField(
            model_name="upload",
            name="made_of_words",
            field=models.TextField(
                blank=True, help_text="What it was made of, for when that is gone."
            ),
        ),
        migrations.CreateModel(
            name="Note",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "at_ms",
                    models.IntegerField(
                        blank=True, help_text="Where it is pinned, if anywhere.", null=True
                    ),
                ),
                ("until_ms", models.IntegerField(blank=True, null=True)),
                (
                    "line",
                    models.TextField(
                        blank=True, help_text="The lyric line it is about, as it read at the time."
                    ),
                ),
                ("text", models.TextField()),
                (
                    "created_at",
                    models.DateTimeField(default=django.utils.timezone.now, editable=False),
                ),
                ("edited_at", models.DateTimeField(blank=True, null=True)),
                ("deleted_at", models.DateTimeField(blank=True, null=True)),
                ("resolved_at", models.DateTimeField(blank=True, null=True)),
                (
                    "conversion",
                    models.ForeignKey(
                        blank=True,
                        help_text="The version it is about; none for the source or the whole.",
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="notes",
                        to="remixes.conversion",
                    ),
                ),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="answers",
                        to="remixes.note",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="notes",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "remix",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="notes",
                        to="remixes.remix",
                    ),
                ),
                (
                    "resolved_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ("created_at", "id"),
            },
        ),
        migrations.CreateModel(
            name="Mention",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("seen_at", models.DateTimeField(blank=True, null=True)),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="mentions",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "note",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="mentions",
                        to="remixes.note",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Preference",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "was_blind",
                    models.BooleanField(default=False, help_text="Names were hidden at the time."),
                ),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "conversion",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="preferences",
                        to="remixes.conversion",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="preferences",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "remix",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="preferences",
                        to="remixes.remix",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="TimelineEdit",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.IntegerField()),
                (
                    "lines",
                    models.JSONField(
                        blank=True,
                        help_text="As Conversion.timeline, each line perhaps with words; empty: the service's own.",
                        null=True,
                    ),
                ),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "conversion",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="timeline_edits",
                        to="remixes.conversion",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="timeline_edits",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ("conversion", "-number"),
            },
        ),
        migrations.AddConstraint(
            model_name="note",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("until_ms__isnull", True),
                    models.Q(("at_ms__gte", 0), ("until_ms__gte", models.F("at_ms"))),
                    _connector="OR",
                ),
                name="note_runs_forward",
            ),
        ),
        migrations.AddConstraint(
            model_name="note",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("parent__isnull", True), ("resolved_at__isnull", True), _connector="OR"
                ),
                name="note_threads_are_resolved_at_the_top",
            ),
        ),
        migrations.AddConstraint(
            model_name="mention",
            constraint=models.UniqueConstraint(fields=("note", "person"), name="mention_once"),
        ),
        migrations.AddConstraint(
            model_name="preference",
            constraint=models.UniqueConstraint(fields=("remix", "person"), name="preference_once"),
        ),
        migrations.AddConstraint(
            model_name="timelineedit",
            constraint=models.UniqueConstraint(
                fields=("conversion", "number"), name="timeline_edit_once"
            ),
        ),
    ]
