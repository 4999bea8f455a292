"""The keys of the queue and of the desk, as the help on the page tells them."""

from django.utils.translation import gettext as _

Keys = tuple[tuple[str, str], ...]


def queue_keys() -> Keys:
    return (
        ("j, ↓", _("laporan berikutnya")),
        ("k, ↑", _("laporan sebelumnya")),
        ("Enter", _("buka laporan")),
        ("x", _("tandai untuk telaah bersama")),
        ("/", _("cari")),
        ("?", _("bantuan ini")),
    )


def desk_keys() -> Keys:
    return (
        ("j", _("bukti berikutnya")),
        ("k", _("bukti sebelumnya")),
        ("a", _("terima bukti")),
        ("r", _("tolak bukti, lalu pilih alasan")),
        ("1–8", _("alasan penolakan menurut urutannya")),
        ("t", _("pilih alasan baku; Enter menyisipkannya")),
        ("Esc", _("keluar dari isian")),
        ("v", _("verifikasi: sekali memilih, sekali lagi memutus")),
        ("b", _("kembalikan: sekali memilih, sekali lagi memutus")),
        ("n", _("laporan berikutnya dalam antrean")),
        ("?", _("bantuan ini")),
    )
