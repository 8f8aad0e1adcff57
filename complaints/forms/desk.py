"""The small forms of the desk's list."""

from django.core.exceptions import ValidationError

from complaints.forms.fields import PlainTextField, PublicForm
from complaints.models import SavedView


class ReporterForm(PublicForm):
    pelapor = PlainTextField(
        label="Nama, telepon, email, atau akun pelapor",
        longest=254,
        error_messages={"required": "Tuliskan nama lengkap, nomor, email, atau akun pelapor."},
    )


class SavedViewForm(PublicForm):
    nama = PlainTextField(
        label="Nama daftar", longest=60, error_messages={"required": "Beri nama dulu pada daftar ini."}
    )

    def __init__(self, *args, user, query: str, **options):
        super().__init__(*args, **options)
        self.user, self.query = user, query

    def clean(self):
        others = SavedView.objects.filter(user=self.user).exclude(name=self.cleaned_data.get("nama", ""))
        if others.count() >= SavedView.MOST:
            raise ValidationError(f"Paling banyak {SavedView.MOST} daftar tersimpan. Hapus dulu yang tidak dipakai.")
        if len(self.query) > SavedView._meta.get_field("query").max_length:
            raise ValidationError("Saringan ini terlalu panjang untuk disimpan. Persingkat kata pencariannya.")

    def save(self) -> SavedView:
        kept = {"query": self.query}
        return SavedView.objects.update_or_create(user=self.user, name=self.cleaned_data["nama"], defaults=kept)[0]
