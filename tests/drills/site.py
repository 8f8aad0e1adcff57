"""What the restore drill does inside a site, in a process of its own: python -m tests.drills.site WHAT ARGUMENTS."""

import hashlib
import json
import os
import sys

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django.setup()

from django.contrib.auth import authenticate, get_user_model  # noqa: E402  needs Django set up
from django.core.management import call_command  # noqa: E402
from django.db import transaction  # noqa: E402
from django.utils import timezone  # noqa: E402

from complaints import actions, chain, codes  # noqa: E402
from complaints.models import Attachment, Complaint, ErasureGround, Event, Reporter  # noqa: E402
from complaints.rules.workflow import Role  # noqa: E402
from tests.complaints.desk import make_staff  # noqa: E402
from tests.complaints.factories import PDF, make_attachment, make_filed, png  # noqa: E402

PASSWORD = "sandi-untuk-latihan"
PERSON = {"name": "Zulaikha Contohwati", "email": "zulaikha@example.com", "phone": "0812 7777 8888"}
TOLD = "Tetangga saya Zulaikha melihatnya."


def make(count: int) -> dict:
    """So many complaints with their events, every tenth with a file; and one that was filed and handled for real."""
    from tests.bench.desk import make_cases, prepare
    from tests.bench.record import make_events

    prepare()
    manager = make_staff(Role.MANAGER)
    manager.set_password(PASSWORD)
    manager.save()
    make_cases(count, running=0.1)
    make_events()
    attach_to_every_tenth()
    now = timezone.now()
    today = timezone.localdate(now)
    facts = {"now": now, "received_on": today, "service_received_on": today}
    filed = make_filed(files=[make_attachment()], story=TOLD, **PERSON, **facts)
    kept = make_filed(files=[make_attachment("foto.png", png())], **facts)
    who = {"by": manager, "role": Role.MANAGER, "now": now}
    actions.add_note(filed.complaint, text=f"{PERSON['name']} menelepon.", **who)
    with transaction.atomic():
        chain.seal(now=now)
    return {"erased": filed.complaint.pk, "kept": kept.complaint.number, "code": kept.code}


def attach_to_every_tenth() -> None:
    now = timezone.now()
    for batch in range(0, Complaint.objects.count(), 5_000):
        cases = Complaint.objects.order_by("pk")[batch : batch + 5_000 : 10]
        contents = {case.pk: PDF + f"% {case.pk}\n".encode() * 2_000 + b"%%EOF\n" for case in cases}  # some 20 kB
        Attachment.objects.bulk_create(
            Attachment(
                complaint_id=key,
                label="bukti.pdf",
                content_type="application/pdf",
                size=len(content),
                sha256=hashlib.sha256(content).hexdigest(),
                content=content,
                added_at=now,
            )
            for key, content in contents.items()
        )


def write() -> None:
    """File one complaint after the other, as citizens do while a backup is made, until told to stop."""
    print("mulai", flush=True)
    while True:
        now = timezone.now()
        today = timezone.localdate(now)
        make_filed(now=now, received_on=today, service_received_on=today, email="")


def erase(key: int) -> None:
    complaint = Complaint.objects.get(pk=key)
    manager = {"by": make_staff(Role.MANAGER), "role": Role.MANAGER, "now": timezone.now()}
    actions.review(complaint, **manager)
    actions.turn_into_suggestion(complaint, reason=f"{PERSON['name']} meminta.", **manager)
    actions.erase(complaint, ground=ErasureGround.REQUEST, **manager)


def facts(number: str, code: str) -> dict:
    """What a restored site must be able to say."""
    files = Attachment.objects.iterator(chunk_size=100)
    return {
        "complaints": Complaint.objects.count(),
        "reporters": Reporter.objects.count(),
        "events": Event.objects.count(),
        "attachments": Attachment.objects.count(),
        "changed files": [file.pk for file in files if hashlib.sha256(file.content).hexdigest() != file.sha256],
        "flaws": len(list(chain.flaws())),
        "code opens": codes.find(number, codes.normalise(code)) is not None,
        "logs in": authenticate(username=make_staff(Role.MANAGER).username, password=PASSWORD) is not None,
        "users": get_user_model().objects.count(),
        "health": health(),
    }


def health() -> list[str]:
    call_command("check", databases=["default"], verbosity=0)
    call_command("migrate", check_unapplied=True, verbosity=0)
    return []


WHAT = {"make": make, "write": write, "erase": erase, "facts": facts}

if __name__ == "__main__":
    what, *arguments = sys.argv[1:]
    print(json.dumps(WHAT[what](*(int(each) if each.isdigit() else each for each in arguments))))
