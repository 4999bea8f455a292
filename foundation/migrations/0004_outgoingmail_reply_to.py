from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("foundation", "0003_outbox")]

    operations = [
        migrations.AddField(
            model_name="outgoingmail",
            name="reply_to",
            field=models.EmailField(blank=True, max_length=254),
        ),
    ]
