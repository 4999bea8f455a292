from django.db import migrations, models

_STATES = [
    ("filling", "Permintaan sedang disiapkan"),
    ("filled", "Permintaan siap"),
    ("cancelled", "Dibatalkan"),
    ("failed", "Gagal"),
]


class Migration(migrations.Migration):
    dependencies = [("reports", "0007_batch_left_out")]

    operations = [
        migrations.AddField(
            model_name="reportbatch",
            name="lease_until",
            field=models.DateTimeField(
                blank=True, editable=False, null=True, verbose_name="dikerjakan sampai"
            ),
        ),
        migrations.AddField(
            model_name="reportbatch",
            name="attempts",
            field=models.PositiveIntegerField(default=0, editable=False, verbose_name="jumlah percobaan"),
        ),
        migrations.AddField(
            model_name="reportbatch",
            name="last_error",
            field=models.TextField(blank=True, default="", editable=False, verbose_name="kesalahan terakhir"),
        ),
        migrations.AddField(
            model_name="reportbatch", name="regions", field=models.PositiveIntegerField(default=0)
        ),
        # Until now an order was filled when it was given.
        migrations.AddField(
            model_name="reportbatch",
            name="state",
            field=models.CharField(choices=_STATES, default="filled", max_length=9),
        ),
        migrations.AlterField(
            model_name="reportbatch",
            name="state",
            field=models.CharField(choices=_STATES, default="filling", max_length=9),
        ),
    ]
