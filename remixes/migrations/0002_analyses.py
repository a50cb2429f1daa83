"""What can be heard in a file, by its hash; files that are here already are asked for."""

import django.utils.timezone
from django.db import migrations, models


def ask_for_what_is_here(apps, schema_editor):  # noqa: ANN001, ANN201  # Django's own signature
    """The sweeper finds the rows due and has the files listened to, one by one."""
    analysis = apps.get_model("remixes", "Analysis")
    uploads = apps.get_model("remixes", "Upload").objects.filter(is_stored=True, state="READY")
    results = apps.get_model("remixes", "Conversion").objects.filter(state="SAVED")
    hashes = set(uploads.values_list("sha256", flat=True))
    hashes |= {mp3 or wav for mp3, wav in results.values_list("mp3_sha256", "wav_sha256")}
    now = django.utils.timezone.now()
    analysis.objects.bulk_create(
        (analysis(sha256=sha256, next_action_at=now) for sha256 in sorted(hashes)), batch_size=500
    )


class Migration(migrations.Migration):
    dependencies = [("remixes", "0001_nouns")]

    operations = [
        migrations.CreateModel(
            name="Analysis",
            fields=[
                ("sha256", models.CharField(max_length=64, primary_key=True, serialize=False)),
                (
                    "facts",
                    models.JSONField(
                        blank=True,
                        help_text="As remixes.analysis tells it; empty until it is known.",
                        null=True,
                    ),
                ),
                ("problem", models.TextField(blank=True, help_text="Why nothing could be heard.")),
                (
                    "created_at",
                    models.DateTimeField(default=django.utils.timezone.now, editable=False),
                ),
                ("next_action_at", models.DateTimeField(blank=True, db_index=True, null=True)),
                ("tries", models.IntegerField(default=0)),
            ],
            options={"verbose_name_plural": "analyses"},
        ),
        migrations.RunPython(ask_for_what_is_here, migrations.RunPython.noop),
    ]
