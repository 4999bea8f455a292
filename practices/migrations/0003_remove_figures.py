from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("practices", "0002_gallery")]

    operations = [
        # A table that just got rows cannot be altered in the same transaction on PostgreSQL.
        migrations.RemoveField(
            model_name="practicepage",
            name="figures",
        ),
    ]
