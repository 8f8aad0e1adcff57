from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import transaction
from django.utils import timezone

from complaints import actions, privacy
from complaints.models import Complaint, ErasureGround
from complaints.privacy import RetentionClass
from complaints.rules.workflow import Role


class Command(BaseCommand):
    help = (
        "Menghapus data pribadi laporan yang masa simpannya sudah berakhir (RETENTION_DAYS_…), kecuali yang ditahan. "
        "Selama kantor belum menetapkan masa simpan, tidak ada yang dihapus. Bagian pekerjaan harian."
    )

    def add_arguments(self, parser):
        parser.add_argument("--dry-run", action="store_true", help="hanya sebutkan, jangan menghapus")

    def handle(self, *, dry_run, **options):
        now = timezone.now()
        today = timezone.localdate(now)
        for kind in RetentionClass:
            if kind.days is None:
                self.stdout.write(f"{kind.label}: masa simpan belum ditetapkan, tidak ada yang dihapus.")
                continue
            ripe = list(privacy.ripe(kind, today, now=now))
            done = len(ripe) if dry_run else sum(erased(complaint, now) for complaint in ripe)
            verb = "akan dihapus" if dry_run else "dihapus"
            self.stdout.write(f"{kind.label}: {done} laporan {verb} data pribadinya ({kind.days} hari sejak ditutup).")
            if dry_run:
                for complaint in ripe:
                    self.stdout.write(f"  {complaint.number}, ditutup {complaint.closed_on:%Y-%m-%d}")
        if not dry_run:
            call_command("clearsessions")
            transaction.on_commit(privacy.keep_ledger)
            transaction.on_commit(privacy.leave_no_trace)


def erased(complaint: Complaint, now) -> bool:
    """False when somebody has just touched or held it; then it is not ripe any more."""
    try:
        actions.erase(complaint, ground=ErasureGround.RETENTION, by=None, role=Role.SYSTEM, now=now)
    except (actions.Refused, actions.Conflict):
        return False
    return True
