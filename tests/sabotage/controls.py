"""The controls, each with the row of the threat list it serves, the change that takes it away, and who must notice."""

from typing import NamedTuple


class Control(NamedTuple):
    row: int
    file: str
    old: str
    new: str
    tests: tuple[str, ...]
    in_short_form: bool = False


T = "tests/complaints/"
S = "tests/security/"
HEADERS = f"{S}test_headers.py::test_every_address_answers_everybody_with_all_headers[tanpa masuk]"
COOKIES = f"{S}test_headers.py::test_cookies_are_of_this_host_alone_and_out_of_reach"
CODES, LIMITS, FILES = "complaints/codes.py", "complaints/limits.py", "complaints/files.py"
TRACKING, FILING = "complaints/views/tracking.py", "complaints/views/filing.py"
DOWNLOADS, CHANGING = "complaints/views/downloads.py", "complaints/actions/changing.py"
SETTINGS, MIDDLEWARE, EMAILS = "config/settings.py", "config/middleware.py", "complaints/emails.py"
CSP = '        "object-src": [NONE],\n'
XSS = f"{S}test_content.py::test_xss_desk"
WRONG_CODES = f"{T}test_tracking_page.py::test_code_guess"

CONTROLS = (
    Control(1, CODES, "LENGTH = 16", "LENGTH = 6", (f"{T}test_codes.py",)),
    Control(2, TRACKING, "if limits.is_blocked(Purpose.LOOK_UP, address, now=now):", "if False:", (WRONG_CODES,), True),
    Control(
        2, LIMITS, "Limit(10, dt.timedelta(minutes=10))", "Limit(10_000, dt.timedelta(minutes=10))", (WRONG_CODES,)
    ),
    Control(
        3,
        LIMITS,
        "ELSE complaints_bucket.count + excluded.count END",
        "ELSE 1 END",
        (f"{T}test_limits.py::test_limit_workers",),
    ),
    Control(4, LIMITS, "HTTP_X_REAL_IP", "HTTP_X_FORWARDED_FOR", (f"{T}test_limits.py",)),
    Control(4, LIMITS, "if settings.TRUSTED_PROXY else", "if True else", (f"{T}test_limits.py",)),
    Control(
        5,
        TRACKING,
        "    if complaint:\n",
        "    limits.count_failure(Purpose.LOOK_UP, address, now=now)\n    if complaint:\n",
        (f"{T}test_tracking_page.py::test_limit_cgnat",),
    ),
    Control(
        6,
        CODES,
        "opens = _opens(found.code_digest if found else _NO_DIGEST, code)",
        "opens = bool(found) and _opens(found.code_digest, code)",
        (f"{T}test_codes.py::test_code_oracle",),
    ),
    Control(
        7,
        CODES,
        "    if max(len(number), len(code)) > LONGEST:\n        return None\n",
        "",
        (f"{T}test_codes.py::test_code_long",),
    ),
    Control(9, CODES, 'return keyed_digest("sidik-kode", code)', "return code.ljust(64)", (f"{T}test_codes.py",)),
    Control(
        10,
        DOWNLOADS,
        "get_object_or_404(complaint.attachments, pk=pk)",
        "get_object_or_404(type(complaint).attachments.rel.related_model, pk=pk)",
        (f"{T}test_case_files.py::test_idor_matrix",),
        True,
    ),
    Control(
        12,
        "complaints/views/visit.py",
        "    request.session.cycle_key()\n    request.session[VISIT]",
        "    request.session[VISIT]",
        (f"{T}test_tracking_page.py::test_session_fix",),
    ),
    Control(
        14, LIMITS, "if own > LIMITS[Purpose.FILING].count:", "if False:", (f"{T}test_filing_sent.py::test_flood",)
    ),
    Control(
        14,
        FILING,
        "if request.POST.get(TRAP):",
        "if False:",
        (f"{T}test_filing_sent.py::test_the_field_that_nobody_sees_stops_machines_and_leaves_one_line_in_the_log",),
    ),
    Control(15, LIMITS, "Purpose.MAIL: Limit(3,", "Purpose.MAIL: Limit(300,", (f"{T}test_emails.py::test_mailbomb",)),
    Control(
        16,
        EMAILS,
        "{SUBJECTS[notice]} – {number}",
        "{SUBJECTS[notice]} – {number} {reporter.name if reporter else ''}",
        (f"{T}test_emails.py::test_mail_no_user_text",),
    ),
    Control(24, SETTINGS, '"script-src": [SELF]', '"script-src": [SELF, "\'unsafe-inline\'"]', (HEADERS,), True),
    Control(
        25,
        SETTINGS,
        '"APP_DIRS": True,\n        "OPTIONS": {',
        '"APP_DIRS": True,\n        "OPTIONS": {\n            "autoescape": False,',
        (XSS,),
        True,
    ),
    Control(
        26,
        "config/login.py",
        "    form_class = LoginForm\n",
        "    form_class = LoginForm\n\n"
        '    def get_redirect_url(self):\n        return self.request.POST.get("next", "")\n',
        (f"{S}test_forms.py::test_next_leads_to_a_place_of_ours",),
    ),
    Control(
        27,
        SETTINGS,
        '    "django.middleware.csrf.CsrfViewMiddleware",\n',
        "",
        (f"{S}test_forms.py::test_csrf_all[tanpa masuk]",),
        True,
    ),
    Control(
        29,
        "complaints/actions/filing.py",
        "form_digest=codes.form_digest(form_key),",
        "form_digest=codes.form_digest(codes.new_form_key()),",
        (f"{T}test_actions_filing_again.py",),
    ),
    Control(
        33,
        FILES,
        "    if by_name is None:\n",
        "    by_name = by_name or _FORMATS[0]\n    if by_name is None:\n",
        (f"{T}test_files.py::test_shell", f"{T}test_files.py::test_svg"),
    ),
    Control(
        34,
        DOWNLOADS,
        "f'attachment; filename=\"{name}\"'",
        "f'inline; filename=\"{name}\"'",
        (f"{T}test_case_files.py",),
    ),
    Control(34, DOWNLOADS, "sandbox; default-src 'none'", "default-src 'self'", (f"{T}test_case_files.py",)),
    Control(36, FILES, "if not content.startswith(by_name.signature):", "if False:", (f"{T}test_files.py::test_lies",)),
    Control(
        36,
        FILES,
        "if not by_name.is_whole(content):",
        "if False:",
        (f"{T}test_files.py::test_a_truncated_file_is_refused",),
    ),
    Control(38, FILES, "    if len(uploads) > MOST_FILES:", "    if False:", (f"{T}test_files.py::test_many",)),
    Control(
        39,
        FILES,
        'last = re.split(r"[/\\\\]", name or "")[-1]',
        'last = name or ""',
        (f"{T}test_files.py::test_names",),
    ),
    Control(43, FILES, "if len(content) != uploaded.size:", "if False:", (f"{T}test_files.py",)),
    Control(
        44,
        SETTINGS,
        '    "config.middleware.ClosedByDefaultMiddleware",\n',
        "",
        (f"{S}test_url_matrix.py::test_each_address_answers_each_person_as_its_line_says[tanpa masuk]",),
    ),
    Control(
        44,
        "complaints/views/entrance.py",
        "if not able & roles_of(request.user):",
        "if not roles_of(request.user):",
        (f"{T}test_desk_access.py::test_each_address_lets_in_those_of_its_line_and_nobody_else",),
    ),
    Control(
        45,
        "complaints/querysets.py",
        'visible = self.filter(Q(is_restricted=False) | Q(pk__in=user.case_accesses.values("complaint")))',
        "visible = self.all()",
        (
            f"{T}test_desk_access.py::test_a_case_that_one_may_not_see_does_not_exist_at_any_address",
            f"{T}test_actions_involving.py",
        ),
        True,
    ),
    Control(
        49,
        "config/login.py",
        "        if not attempt.is_within_limits():",
        "        if False:",
        ("tests/config/test_login.py",),
    ),
    Control(
        49,
        "config/login.py",
        "        if user.otp_device is None:",
        "        if False:",
        ("tests/config/test_second_factor.py",),
    ),
    Control(50, "config/sessions.py", "IDLE = 30 * 60", "IDLE = 24 * 60 * 60", ("tests/config/test_sessions.py",)),
    Control(
        51,
        CHANGING,
        "untouched = Complaint.objects.filter(pk=complaint.pk, version=complaint.version)",
        "untouched = Complaint.objects.filter(pk=complaint.pk)",
        (f"{T}test_actions_officer.py::test_lost_update",),
        True,
    ),
    Control(
        53,
        "catalog/rules/spreadsheet.py",
        "return SHIELD + text if _RISKY.match(text) else text",
        "return text",
        ("tests/rules/test_spreadsheet.py",),
    ),
    Control(55, MIDDLEWARE, 'response.headers.setdefault("Cache-Control", "no-store")', "pass", (HEADERS,)),
    Control(
        56,
        "complaints/chain.py",
        "event.digest != digest(event, previous)",
        "False",
        (f"{T}test_chain.py", f"{T}test_verify_log.py"),
    ),
    Control(
        58,
        "catalog/rules/outline.py",
        'return "".join(f"<i>{escape(run)}</i>" if italic else escape(run)',
        'return "".join(f"<i>{run}</i>" if italic else run',
        (
            "tests/rules/test_outline.py",
            "tests/catalog/test_standard_page.py::test_whatever_is_typed_into_a_component_is_shown_as_text",
        ),
    ),
    Control(
        59,
        "catalog/editing.py",
        "not settings.EDITORS_NEED_SECOND_PERSON and not suspicious_words(submission)",
        "not settings.EDITORS_NEED_SECOND_PERSON",
        ("tests/catalog/test_editing.py::test_words_of_gambling_always_take_a_second_person",),
    ),
    Control(
        60,
        "catalog/views.py",
        '        response["X-Robots-Tag"] = "noindex"\n',
        "        pass\n",
        ("tests/catalog/test_hostile_input.py::test_only_searches_are_kept_out_of_search_engines",),
    ),
    Control(
        64,
        "catalog/publishing.py",
        "    refuse_missing(_missing(draft, shared))",
        "    _missing(draft, shared)",
        ("tests/catalog/test_publishing.py::test_publishing_refuses_an_incomplete_standard_and_names_what_is_missing",),
    ),
    Control(
        67,
        "complaints/rules/deadlines.py",
        "        if reason := calendar.reason_to_rest(day):",
        '        if reason := WEEKEND.get(day.weekday(), ""):',
        ("tests/rules/test_deadlines.py",),
    ),
    Control(
        73,
        "config/env.py",
        "PRAGMA synchronous=FULL",
        "PRAGMA synchronous=OFF",
        (f"{S}test_content.py::test_a_commit_of_sqlite_is_on_disk_before_it_is_told",),
    ),
    Control(
        75,
        MIDDLEWARE,
        "if not isinstance(exception, (OperationalError, InterfaceError)):",
        "if True:",
        ("tests/config/test_middleware.py",),
    ),
    Control(
        78,
        EMAILS,
        "    return mail if taken else None",
        "    return mail",
        (f"{T}test_deliver_mail.py::test_several_senders",),
        True,
    ),
    Control(
        79,
        EMAILS,
        "mail.not_before = now + BACK_OFF[min(mail.attempts, len(BACK_OFF)) - 1]",
        "mail.not_before = now",
        (f"{T}test_deliver_mail.py",),
    ),
    Control(
        40, DOWNLOADS, "if finding in (Finding.INFECTED, Finding.UNKNOWN):", "if False:", (f"{T}test_scanning.py",)
    ),
    Control(
        41,
        "deploy/nginx/standar-pelayanan.conf",
        "client_body_timeout 30s;",
        "client_body_timeout 1h;",
        ("tests/config/test_deploy.py::test_who_sends_nothing_any_more_is_let_go_within_half_a_minute",),
    ),
    Control(42, FILING, "    take_room(files, now=now)\n", "", (f"{T}test_quota.py::test_quota",)),
    Control(
        42,
        "config/health.py",
        'found["files"] = files(now)',
        'found["files"] = OK',
        ("tests/config/test_health.py",),
    ),
    Control(
        82,
        "complaints/migrations/0004_chain_of_events.py",
        "event.digest = previous = digest(event, previous)",
        'event.digest = previous = ""',
        (f"{S}test_upgrade.py::test_migration",),
    ),
    Control(8, SETTINGS, 'SECURE_REFERRER_POLICY = "same-origin"', 'SECURE_REFERRER_POLICY = "unsafe-url"', (HEADERS,)),
    Control(8, SETTINGS, "__Host-sesi", "sesi", (COOKIES,)),
)
SQLITE_ONLY = {73}
