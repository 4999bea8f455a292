from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("reports", "0006_what_reports_are_about")]

    operations = [
        migrations.AddField("reportbatch", "left_out", models.JSONField(default=list)),
    ]
