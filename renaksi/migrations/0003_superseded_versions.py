from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("renaksi", "0002_round"),
    ]

    operations = [
        migrations.AddField(
            model_name="progressupdate",
            name="superseded_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="digantikan"),
        ),
        migrations.AddConstraint(
            model_name="progressupdate",
            constraint=models.CheckConstraint(
                condition=models.Q(("superseded_at__isnull", True), ("is_current", False), _connector="OR"),
                name="superseded_version_is_not_current",
            ),
        ),
    ]
