"""What is learned of a task by asking alone: progress, its absence, a failure at length."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("remixes", "0008_explorer_calls"),
    ]

    operations = [
        migrations.AddField(
            model_name="conversion",
            name="note",
            field=models.TextField(
                blank=True, help_text="What people should know beside how it sounds."
            ),
        ),
        migrations.AddField(
            model_name="submission",
            name="failure_details",
            field=models.TextField(
                blank=True, help_text="What the service wrote of a failure, for those who run it."
            ),
        ),
        migrations.AddField(
            model_name="submission",
            name="missing_since",
            field=models.DateTimeField(
                blank=True,
                help_text="Since when nothing shows that the service still has it.",
                null=True,
            ),
        ),
        migrations.AddField(
            model_name="submission",
            name="progress_from",
            field=models.FloatField(blank=True, help_text="0 to 1.", null=True),
        ),
        migrations.AddField(
            model_name="submission",
            name="progress_since",
            field=models.DateTimeField(blank=True, null=True),
        ),
    ]
