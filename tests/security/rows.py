"""The threat list, row by row: where each is proven, or why it does not apply here.

``how`` says in what way the tests prove the row, where neither their names nor their docstrings name it.
"""

from typing import NamedTuple


class Proof(NamedTuple):
    name: str  # as in the list's last column
    tests: tuple[str, ...] = ()  # file::function under tests/, or a drill as a module with its function
    how: str = ""
    absent: str = ""  # why there is nothing to prove, or what is still open


CODES, TRACKING, LIMITS = "complaints/test_codes.py", "complaints/test_tracking_page.py", "complaints/test_limits.py"
FILES, FORMS, CONTENT = "complaints/test_files.py", "security/test_forms.py", "security/test_content.py"
SENT, MAIL, SESSIONS = "complaints/test_filing_sent.py", "complaints/test_deliver_mail.py", "config/test_sessions.py"
MATRIX, CALENDAR, EDITING = "security/test_url_matrix.py", "complaints/test_calendar.py", "catalog/test_editing.py"
CASE_FILES, SIGHT = "complaints/test_case_files.py", "complaints/test_desk_case_sight.py"
CATALOGUE, HOSTILE = "catalog/test_hostile_input.py", "complaints/test_hostile_pages.py"
PLANTED, TAMPERING = "security/test_planted.py", "security/test_tampering.py"
FAULTS, DEPLOY = "faults", "config/test_deploy.py"

ROWS = {
    1: Proof("code_entropy", (f"{CODES}::test_code_entropy",)),
    2: Proof("code_guess", (f"{TRACKING}::test_code_guess", f"{CODES}::test_code_guess_without_a_limit")),
    3: Proof("limit_workers", (f"{LIMITS}::test_limit_workers",)),
    4: Proof("limit_xff", (f"{LIMITS}::test_limit_xff", f"{TRACKING}::test_limit_xff")),
    5: Proof("limit_cgnat", (f"{LIMITS}::test_limit_cgnat", f"{TRACKING}::test_limit_cgnat")),
    6: Proof("code_oracle", (f"{CODES}::test_code_oracle", f"{TRACKING}::test_code_oracle")),
    7: Proof("code_long", (f"{CODES}::test_code_long", f"{TRACKING}::test_code_long")),
    8: Proof(
        "code_leak",
        (
            f"{TRACKING}::test_code_leak",
            f"{DEPLOY}::test_code_leak",
            "security/test_headers.py::test_every_address_answers_everybody_with_all_headers",
        ),
    ),
    9: Proof("code_at_rest", (f"{CODES}::test_code_at_rest",)),
    10: Proof("idor_matrix", (f"{CASE_FILES}::test_idor_matrix",)),
    11: Proof("attachment_replay", (f"{CASE_FILES}::test_attachment_replay",)),
    12: Proof("session_fix", (f"{TRACKING}::test_session_fix", f"{FORMS}::test_session_fix_at_the_login")),
    13: Proof(
        "lost_code",
        (f"{TRACKING}::test_a_lost_code_is_never_mailed_and_the_page_says_what_to_do",),
        how="No code is ever mailed anew, so that the page has nothing to tell of who complained.",
    ),
    14: Proof("flood", (f"{SENT}::test_flood",)),
    15: Proof("mailbomb", ("complaints/test_emails.py::test_mailbomb",)),
    16: Proof("mail_no_user_text", ("complaints/test_emails.py::test_mail_no_user_text",)),
    17: Proof("mail_inject", ("complaints/test_emails.py::test_mail_inject",)),
    18: Proof(
        "mass_assign",
        (
            f"{SENT}::test_mass_assign",
            f"{TAMPERING}::test_mass_assign_on_the_tracking_page_changes_nothing",
            f"{TAMPERING}::test_mass_assign_in_a_step_of_the_complainant_stores_what_the_form_asks_for_and_no_more",
        ),
    ),
    19: Proof(
        "naughty",
        (
            f"{CATALOGUE}::test_no_value_of_any_parameter_is_an_error",
            f"{HOSTILE}::test_no_value_of_any_field_is_a_server_error",
            "config/test_admin_site.py::*",
        ),
        how="Every parameter of the list, the forms and the case; `make hostile` does it with all addresses.",
    ),
    20: Proof(
        "pages",
        (
            "catalog/test_regulation_pages.py::test_a_page_that_does_not_exist_is_the_nearest",
            "complaints/test_desk_list.py::test_a_page_that_does_not_exist_is_the_first_or_the_last",
            f"{FORMS}::test_pages_of_ids_that_cannot_be",
        ),
    ),
    21: Proof(
        "fts",
        (
            "catalog/test_search_hostile.py::test_nothing_that_is_typed_is_syntax_or_an_error",
            "catalog/test_search_hostile.py::test_random_texts_are_no_error_and_take_no_time",
        ),
    ),
    22: Proof(
        "order",
        (
            f"{TAMPERING}::test_order_by_a_column_of_the_askers_choice_is_the_usual_order",
            "catalog/test_standard_list.py::test_a_value_that_makes_no_sense_is_ignored_with_a_note",
            "complaints/test_desk_list.py::test_a_value_that_makes_no_sense_is_ignored_and_said",
        ),
        how="The order is one of a fixed list; another value is ignored and said.",
    ),
    23: Proof(
        "sqlmap",
        (
            "security/test_queries.py::test_sqlmap_would_find_no_value_that_becomes_part_of_a_statement",
            f"{CONTENT}::test_no_sqlmap_would_find_a_seam",
        ),
        how="By every parameter and field, in the statements themselves; `make sqlmap` lets the program loose on it.",
    ),
    24: Proof(
        "xss_reflect",
        (
            f"{CONTENT}::test_xss_reflect",
            f"{HOSTILE}::test_no_script_becomes_part_of_a_page",
            "browser/test_search.py::test_xss_reflect",
        ),
    ),
    25: Proof("xss_desk", (f"{CONTENT}::test_xss_desk", "browser/test_desk_case.py::test_xss_desk")),
    26: Proof("next", (f"{FORMS}::test_next_leads_to_a_place_of_ours",)),
    27: Proof("csrf_all", (f"{FORMS}::test_csrf_all", f"{FORMS}::test_looking_at_every_page_writes_nothing")),
    28: Proof("dates", ("complaints/test_actions_filing.py::test_dates",)),
    29: Proof("double", ("complaints/test_actions_filing_again.py::test_double",)),
    30: Proof(
        "bodies",
        (
            f"{HOSTILE}::test_a_broken_body_is_no_server_error",
            f"{FILES}::test_a_request_beyond_all_measure_is_not_read",
            f"{DEPLOY}::test_bodies",
        ),
        how="Broken or endless bodies are 400, or a form with a message; nginx refuses what lies about its length.",
    ),
    31: Proof("host", ("complaints/test_emails.py::test_host", f"{FORMS}::test_host_of_somebody_else")),
    32: Proof("pollute", (f"{HOSTILE}::test_the_last_of_two_values_counts",), how="Of two values the last one counts."),
    33: Proof("shell", (f"{FILES}::test_shell", f"{CONTENT}::test_shell_by_hand_in_the_store_has_no_address")),
    34: Proof(
        "polyglot",
        (f"{FILES}::test_polyglot", f"{CASE_FILES}::test_a_file_is_only_ever_a_download_under_a_name_of_ours"),
    ),
    35: Proof("svg", (f"{FILES}::test_svg",)),
    36: Proof("lies", (f"{FILES}::test_lies",)),
    37: Proof("bomb", (f"{FILES}::test_bomb", f"{CONTENT}::test_bomb_has_nothing_to_unpack_it")),
    38: Proof("many", (f"{FILES}::test_many",)),
    39: Proof("names", (f"{FILES}::test_names",)),
    40: Proof(
        "eicar",
        ("complaints/test_scanning.py::test_eicar", "complaints/test_scanning.py::*"),
        how="Scanned when it is handed out, not when it comes in: so nothing has to be scanned later.",
    ),
    41: Proof(
        "slow",
        (f"{DEPLOY}::test_slow", f"{DEPLOY}::test_who_sends_nothing_any_more_is_let_go_within_half_a_minute"),
    ),
    42: Proof(
        "quota",
        (
            "complaints/test_quota.py::*",
            "config/test_health.py::test_files_that_find_no_room_any_more_are_an_error_and_half_of_them_a_warning",
        ),
        how="Beyond the room of a day, or on a disk nearly full, files are refused and words are taken.",
    ),
    43: Proof(
        "no_silent_loss",
        (f"{FILES}::test_no_silent_loss", "complaints/test_filing_files.py::test_no_file_is_lost_without_a_word"),
    ),
    44: Proof(
        "url_matrix",
        (
            f"{MATRIX}::test_every_address_has_its_lines",
            f"{MATRIX}::test_each_address_answers_each_person_as_its_line_says",
        ),
    ),
    45: Proof(
        "url_matrix",
        (
            "complaints/test_actions_involving.py::test_from_the_approval_on_only_those_named_see_the_case",
            "complaints/test_desk_access.py::test_a_case_that_one_may_not_see_does_not_exist_at_any_address",
            "complaints/test_desk_list.py::test_a_restricted_case_is_in_no_list_search_or_count",
        ),
        how="By every address, list, search and count.",
    ),
    46: Proof("admin", ("complaints/test_admin.py::test_complaints_are_not_in_the_admin",)),
    47: Proof("admin_filters", (f"{FORMS}::test_admin_filters_reach_nothing_secret",)),
    48: Proof("forged", (f"{FORMS}::test_forged_admin_formsets_create_and_delete_nothing",)),
    49: Proof(
        "login",
        ("config/test_login.py::*", "config/test_second_factor.py::*"),
        how="Limits by account and address that end after 15 minutes; one answer for all that is wrong.",
    ),
    50: Proof(
        "sessions",
        (f"{SESSIONS}::*",),
        how="One test for each way in which a session ends, on a clock that is moved.",
    ),
    51: Proof(
        "lost_update",
        (
            "complaints/test_actions_officer.py::test_lost_update",
            "complaints/test_desk_case_together.py::test_lost_update",
        ),
    ),
    52: Proof(
        "workflow", ("complaints/test_actions_officer.py::test_every_action_does_what_the_table_says_and_nothing_else",)
    ),
    53: Proof(
        "formula", ("rules/test_spreadsheet.py::*",), how="No text becomes a formula, by whatever it begins with."
    ),
    54: Proof(
        "export",
        ("complaints/test_report_files.py::*",),
        how="The report's files are without identity unless asked for with a reason.",
    ),
    55: Proof(
        "no_store",
        (
            "complaints/test_desk_access.py::test_nothing_of_the_desk_is_kept_by_a_browser",
            "config/test_login.py::test_the_way_out_leaves_nothing_in_the_browser",
        ),
    ),
    56: Proof(
        "verify_audit",
        (
            "complaints/test_chain.py::test_the_database_itself_refuses",
            "complaints/test_verify_log.py::test_the_first_changed_row_of_each_chain_and_the_seal_are_named",
        ),
    ),
    57: Proof(
        "looks",
        (
            "complaints/test_actions_studying.py::test_a_look_at_an_identity_is_recorded_with_its_reason",
            "complaints/test_remind_mails.py::test_the_managers_digest_counts_the_looks_at_identities",
            f"{FORMS}::test_looking_at_every_page_writes_nothing",
        ),
    ),
    58: Proof(
        "paste",
        (
            "security/test_editions.py::test_paste_of_fifty_snippets_into_every_component_is_text_and_leads_nowhere",
            "catalog/test_standard_page.py::test_whatever_is_typed_into_a_component_is_shown_as_text",
        ),
        how="A component is text whatever stands in it; no link is made.",
    ),
    59: Proof(
        "judol",
        (
            f"{EDITING}::test_words_of_gambling_always_take_a_second_person",
            "catalog/test_quality_gate.py::test_words_of_gambling_never_become_a_shared_text",
            "rules/test_gambling.py::*",
        ),
        how="With such a word nobody publishes alone, whatever the setting says.",
    ),
    60: Proof(
        "search_spam",
        (
            f"{CATALOGUE}::test_words_searched_for_stand_in_the_search_box_and_nowhere_else",
            f"{CATALOGUE}::test_only_searches_are_kept_out_of_search_engines",
        ),
        how="The words stand in the search box alone; noindex.",
    ),
    61: Proof(
        "cloaking",
        (
            f"{CATALOGUE}::test_the_page_is_the_same_for_everyone",
            f"{PLANTED}::test_cloaking_finds_what_is_hidden_in_a_text",
            f"{PLANTED}::test_cloaking_finds_what_is_hidden_in_a_template",
            f"{PLANTED}::test_cloaking_finds_what_is_put_among_the_static_files",
            f"{PLANTED}::*",
            "rules/test_planted.py::*",
        ),
        how="The same bytes for every agent and referer; `check_site` names what is planted.",
    ),
    62: Proof(
        "static",
        (
            f"{CONTENT}::test_static_dropped_in_while_running_is_not_served",
            f"{PLANTED}::test_static_dropped_in_before_a_start_is_served_by_nobody_and_told",
        ),
    ),
    63: Proof(
        "revert",
        (
            "security/test_editions.py::test_revert_of_a_wrong_edit_gives_the_page_of_before_and_keeps_who_when_and_why",
            f"{EDITING}::test_a_revert_makes_a_new_edition_equal_to_the_old_one",
        ),
        how="A revert is a new edition; its page has the same 14 components, byte by byte; who, when and why stay.",
    ),
    64: Proof(
        "complete",
        (
            "catalog/test_publishing.py::test_publishing_refuses_an_incomplete_standard_and_names_what_is_missing",
            "security/test_editions.py::test_complete_or_not_at_all_whichever_component_is_missing",
            "security/test_editions.py::test_complete_pages_whatever_was_done_to_the_draft_and_the_shared_texts",
        ),
        how="Refused, with the names of what is missing; the page of an edition always has all 14.",
    ),
    65: Proof(
        "half_saved",
        (
            "catalog/test_publishing.py::test_two_who_publish_the_same_draft_at_once_make_one_edition",
            "catalog/test_append_only.py::*",
            f"{FAULTS}/editing.py::publication_killed",
        ),
        how="An edition is one row, written in one transaction; `make faults` kills 50 publications.",
    ),
    66: Proof(
        "midnight",
        (
            "complaints/test_actions_filing.py::test_the_day_changes_at_17_utc_all_year_round_wherever_the_server_stands",
        ),
    ),
    67: Proof(
        "working_days",
        ("rules/test_deadlines_oracle.py::*",),
        how="Against an independent count, for every start date, on real and on random calendars.",
    ),
    68: Proof(
        "calendar",
        (
            f"{CALENDAR}::test_a_new_holiday_moves_what_awaits_an_answer_with_an_event_each",
            f"{CALENDAR}::test_a_due_date_that_becomes_past_is_marked_so",
        ),
        how="Open ones move with an event each; what becomes past is marked.",
    ),
    69: Proof("clock", ("complaints/test_actions_filing.py::test_numbers_grow_even_when_the_clock_goes_back",)),
    70: Proof("next_year", ("complaints/test_checks.py::*",), how="A warning of the system check."),
    71: Proof("reminders", ("complaints/test_remind_mails.py::*",), how="Each thing is told exactly once."),
    72: Proof(
        "kill9",
        (f"{FAULTS}/kills.py::kills",),
        how="`make faults`: acknowledged ⊆ stored, whole, after kill -9 of the site and of PostgreSQL.",
    ),
    73: Proof(
        "power",
        (f"{CONTENT}::test_a_commit_of_sqlite_is_on_disk_before_it_is_told", f"{FAULTS}/power.py::power"),
    ),
    74: Proof(
        "disk_full",
        (
            f"{FAULTS}/database.py::disk_full",
            f"{SENT}::test_a_database_that_cannot_write_now_costs_nothing_that_was_typed",
        ),
        how="`make faults`: 503 with the text kept, and the next report after there is room again.",
    ),
    75: Proof(
        "locked",
        (
            f"{FAULTS}/database.py::lock_held",
            f"{FAULTS}/database.py::writers",
            "complaints/test_actions_filing_again.py::test_who_waits_too_long_for_a_turn_is_told_so",
        ),
    ),
    76: Proof(
        "database_gone",
        (f"{FAULTS}/database.py::database_gone",),
        how="`make faults`: 503 while PostgreSQL is away, and none five seconds after it is back.",
    ),
    77: Proof(
        "smtp",
        (
            f"{MAIL}::test_a_server_down_for_a_day_loses_nothing",
            f"{MAIL}::test_a_server_that_drops_after_the_data_causes_one_duplicate_at_most",
            f"{FAULTS}/mail.py::ill_servers",
        ),
    ),
    78: Proof("senders", (f"{MAIL}::test_several_senders",)),
    79: Proof("poison", (f"{MAIL}::test_a_poison_mail_does_not_block_the_rest",)),
    80: Proof(
        "restore",
        (
            "complaints/test_backup.py::test_a_site_is_restored_elsewhere_as_it_was_and_who_was_erased_meanwhile_stays_erased",
        ),
        how="The restore drill, in short; `make restore-drill` does it with 10,000 reports.",
    ),
    81: Proof(
        "erased",
        ("complaints/test_privacy.py::test_the_ledger_erases_again_what_an_older_backup_still_has",),
        how="The ledger is replayed on what an older backup holds.",
    ),
    82: Proof(
        "migration",
        ("security/test_upgrade.py::test_migration", "security/test_upgrade.py::*"),
        how="A database of the first tables, filled, is brought up to date; later migrations may only add.",
    ),
    83: Proof(
        "worker",
        (f"{FAULTS}/kills.py::worker_killed", f"{DEPLOY}::test_worker"),
        how="A worker dies under load: through nginx nobody notices. `make hostile` sees that memory stays flat.",
    ),
    84: Proof(
        "sabotage",
        ("sabotage/test_controls.py::*",),
        how="`make sabotage`: each control is taken away, and its tests must go red.",
    ),
}
