from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("practices", "0004_article_blocks")]

    operations = [
        migrations.AddField(
            model_name="practicepage",
            name="place_name_en",
            field=models.CharField(blank=True, max_length=120, verbose_name="tempat (Inggris)"),
        ),
    ]
