"""What must hold even against raw SQL: an edition stays as published, and editions follow one another."""

from django.db import migrations

from catalog.append_only import AppendOnly, Guard


class Migration(migrations.Migration):
    dependencies = [("catalog", "0001_initial")]

    operations = [
        AppendOnly(
            "catalog_edition",
            message="Edisi yang sudah terbit tidak dapat diubah atau dihapus; terbitkan edisi baru.",
        ),
        AppendOnly(
            "catalog_cancellededition",
            keys=("id", "edition_id"),
            message="Pembatalan edisi tidak dapat diubah atau dihapus; terbitkan edisi baru.",
        ),
        Guard(
            "catalog_edition",
            "number_follows",
            events=("INSERT",),
            when="""
                NEW.number <> 1 + (
                    SELECT COALESCE(MAX(number), 0) FROM catalog_edition WHERE standard_id = NEW.standard_id
                )
            """,
            message="Nomor edisi harus menyambung nomor edisi terakhir standar ini.",
        ),
        Guard(
            "catalog_edition",
            "date_follows",
            events=("INSERT",),
            # So the newest edition that has taken effect is also the one with the highest number.
            when="""
                NEW.effective_on < (
                    SELECT MAX(effective_on) FROM catalog_edition AS earlier
                    WHERE standard_id = NEW.standard_id
                    AND NOT EXISTS (SELECT 1 FROM catalog_cancellededition WHERE edition_id = earlier.id)
                )
            """,
            message="Tanggal berlaku edisi tidak boleh mendahului edisi sebelumnya.",
        ),
        Guard(
            "catalog_standard",
            "current_is_own",
            events=("INSERT", "UPDATE OF current_id"),
            when="""
                NEW.current_id IS NOT NULL AND NOT EXISTS (
                    SELECT 1 FROM catalog_edition WHERE id = NEW.current_id AND standard_id = NEW.id
                )
            """,
            message="Edisi yang berlaku harus edisi dari standar itu sendiri.",
        ),
        Guard(
            "catalog_standard",
            "current_stays",
            events=("UPDATE OF current_id",),
            when="OLD.current_id IS NOT NULL AND NEW.current_id IS NULL",
            message="Standar yang sudah terbit selalu memiliki edisi yang berlaku.",
        ),
    ]
