"""The upload of a filled sheet."""

from pathlib import PurePosixPath
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from foundation.formats import file_size
from renaksi.sheets.receiving import MOST_BYTES


class SheetUploadForm(forms.Form):
    """Kind and size are asked here; whose it is and what it holds, where it is read."""

    file = forms.FileField(
        label=_("Lembar yang sudah diisi"),
        max_length=255,
        widget=forms.FileInput(attrs={"accept": ".xlsx"}),
        error_messages={
            "required": _("Pilih dulu berkas lembar yang sudah diisi."),
            "empty": _("Berkas ini kosong (0 bita). Simpan ulang lembarnya, lalu unggah lagi."),
            "max_length": _("Nama berkas terlalu panjang. Pendekkan namanya, lalu unggah lagi."),
        },
    )

    def __init__(self, data: Any = None, files: Any = None) -> None:
        super().__init__(data, files, label_suffix="")
        self.fields["file"].help_text = _("XLSX, paling besar %(size)s.") % {"size": self.max_text}

    @property
    def max_bytes(self) -> int:
        return MOST_BYTES

    @property
    def max_text(self) -> str:
        return file_size(MOST_BYTES)

    def clean_file(self) -> UploadedFile:
        file: UploadedFile = self.cleaned_data["file"]
        if PurePosixPath(file.name or "").suffix.lower() != ".xlsx":
            raise forms.ValidationError(
                _("Berkas ini bukan XLSX. Simpan sebagai “Excel Workbook (.xlsx)”, lalu unggah lagi.")
            )
        if (file.size or 0) > MOST_BYTES:
            raise forms.ValidationError(
                _(
                    "Berkas ini terlalu besar, paling besar %(size)s. Hapus gambar dan lembar tambahan, lalu unggah lagi."
                )
                % {"size": self.max_text}
            )
        return file
