"""A case that names its person wherever something can be written, for tests of what becomes of such words."""

import datetime as dt

from complaints import actions
from complaints.rules.channels import Channel
from complaints.rules.workflow import Outcome, Role, Verdict
from tests.complaints.factories import NOW, TODAY, make_attachment, make_filed, officer

MARK = "Zulaikha"
PERSON = {"name": f"{MARK} Contohwati", "email": "zulaikha@example.com", "phone": "0812 7777 8888"}
TRACES = (MARK, MARK.lower(), "0812 7777 8888")
LATER = NOW + dt.timedelta(days=400)


def manager(*, now=NOW):
    return officer(Role.MANAGER, now=now)


def make_handled(**values):
    """A case in which the person is named wherever something can be written; closed."""
    told = {**PERSON, "story": f"{MARK} menunggu.", "wish": f"{MARK} minta.", "service_note": f"usaha {MARK}"}
    filed = make_filed(files=[make_attachment(f"{MARK}.pdf")], **{**told, **values})
    complaint, head = filed.complaint, officer(Role.HEAD)
    actions.request_completion(complaint, question=f"{MARK}, kapan?", **officer())
    actions.reply(complaint, text=f"Saya {MARK}.", now=NOW)
    actions.study(complaint, core=MARK, rules=MARK, documents=MARK, plan=MARK, points=[MARK], **officer())
    clarified = {"held_on": TODAY, "with_whom": MARK, "is_outside": True, "result": MARK}
    actions.clarify(complaint, **clarified, **officer())
    request = actions.request_apip(complaint, reason=MARK, **officer())
    actions.decide_apip(request, is_approved=False, reason=MARK, **head)
    complaint.refresh_from_db()
    actions.follow_up(complaint, outcome=Outcome.INTERNAL, **officer())
    referral = actions.refer(complaint, agency="Dinas", request=MARK, expected_on=TODAY, **officer())
    actions.report_referral(referral, report=MARK, reported_on=TODAY, **officer())
    actions.draft_answer(complaint, text=MARK, **officer())
    actions.hand_up(complaint, report=MARK, **officer())
    actions.answer(complaint, text=f"Yth. {MARK}.", points={1: MARK}, verdict=Verdict.FIXED, **officer())
    actions.inform(complaint, channel=Channel.WHATSAPP, informed_on=TODAY, note=MARK, **officer())
    actions.report_result(complaint, report=MARK, **officer())
    actions.add_note(complaint, text=MARK, **officer())
    actions.close(complaint, **officer())
    return filed
