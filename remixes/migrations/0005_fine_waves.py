"""Waves that stay sharp when somebody zooms in."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("remixes", "0004_tokens"),
    ]

    operations = [
        migrations.AddField(
            model_name="analysis",
            name="wave",
            field=models.BinaryField(
                help_text="A byte for each hundredth of a second, as zlib.", null=True
            ),
        ),
    ]
