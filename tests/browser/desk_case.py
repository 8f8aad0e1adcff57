"""Cases for the journeys at the desk, made in the site's own environment with tests/complaints/factories.py."""

OPENINGS = ["", '">', "'>", "</textarea>", "</script>-->"]
BODIES = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg onload=alert(1)>",
    "<details open ontoggle=alert(1)>",
    "<iframe srcdoc='<script>parent.alert(1)</script>'></iframe>",
    "<a href=javascript:alert(1) autofocus onfocus=alert(1)>x</a>",
    "<body onload=alert(1)>",
    "<input autofocus onfocus=alert(1)>",
    "<style>@import'javascript:alert(1)'</style><video><source onerror=alert(1)>",
    "<math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
]
PAYLOADS = [opening + body for opening in OPENINGS for body in BODIES]

MAKE = """
from django.contrib.auth import get_user_model
from django.utils import timezone
from complaints import actions
from complaints.rules.workflow import Outcome, Role, Verdict
from tests.complaints.factories import make_complaint, make_attachment
now = timezone.now()
today = timezone.localdate(now)
by = get_user_model().objects.get(username="demo.petugas")
who = {"by": by, "role": Role.OFFICER, "now": now}
"""
PLAIN = """
print(make_complaint(now=now, service_received_on=None).pk)
"""
HOSTILE = """
from complaints.models import LinkKind
from complaints.rules.channels import Channel
payloads = {payloads!r}
every = "\\n".join(payloads)
complaint = make_complaint(
    now=now, service_received_on=None, story=every, wish=every, service_note=payloads[0], name=payloads[1],
    phone="", email="", handle=payloads[2], address=payloads[3],
    files=[make_attachment(payload + ".pdf") for payload in payloads],
)
actions.reply(complaint, text=every, now=now)
actions.request_completion(complaint, question=every, **who)
actions.review(complaint, **who)
points = payloads[:20]
actions.study(complaint, core=every, rules=every, documents=every, plan=every, points=points, **who)
for payload in payloads:
    actions.clarify(complaint, held_on=today, with_whom=payload, is_outside=True, result=payload, **who)
    actions.add_note(complaint, text=payload, **who)
    referral = actions.refer(
        complaint, agency=payload, request=payload, expected_on=today, letter_number=payload[:100], **who
    )
    actions.report_referral(referral, report=payload, reported_on=today, **who)
request = actions.request_apip(complaint, reason=every, **who)
head = {{**who, "role": Role.HEAD}}
actions.decide_apip(request, is_approved=False, reason=every, document=payloads[4], **head)
complaint.refresh_from_db()
actions.follow_up(complaint, outcome=Outcome.INTERNAL, **who)
actions.hand_up(complaint, report=every, **who)
answers = {{place: every for place in range(1, 21)}}
actions.draft_answer(complaint, text=every, points=answers, verdict=Verdict.FIXED, **who)
other = make_complaint(now=now, service_received_on=None, story=every)
for made in (complaint, other):
    print(made.pk)
actions.link(complaint, other=other, kind=LinkKind.RELATED, **who)
actions.review(other, **who)
actions.study(other, core=every, **who)
actions.follow_up(other, outcome=Outcome.INTERNAL, **who)
actions.answer(other, text=every, verdict=Verdict.FIXED, files=[make_attachment(payloads[5] + ".pdf")], **who)
for payload in payloads:
    actions.inform(other, channel=Channel.WHATSAPP, informed_on=today, note=payload, **who)
actions.report_result(other, report=every, **who)
actions.reopen(other, reason=every, **who)
"""


def address_of(pk, step="") -> str:
    return f"/petugas/kasus/{pk}/{step}{'/' if step else ''}"


def make_plain(in_site) -> str:
    return in_site(MAKE + PLAIN).split()[-1]


def make_hostile(in_site) -> list[str]:
    """Two cases, every text and file name of which is hostile: one with a draft, one answered and reopened."""
    return in_site(MAKE + HOSTILE.format(payloads=PAYLOADS)).split()[-2:]


def log_in(page, name) -> None:
    page.goto("/masuk/")
    page.get_by_label("Nama pengguna").fill(f"demo.{name}")
    page.locator("input[type=password]").fill("purwakarta-demo")
    with page.expect_navigation():
        page.keyboard.press("Enter")
