"""Journeys of the editors, in a real Chromium: write, look, hand in, publish by a second person, and back again."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.barriers import barriers, overflowing
from tests.browser.desk_case import log_in
from tests.browser.editors import approve, component, form_of, hand_in, press, publication_of, text_of

pytestmark = pytest.mark.browser


@pytest.fixture(autouse=True)
def admin_without_icon(watch):
    watch.expect_error_at("/favicon.ico")


@pytest.fixture
def standard(in_site):
    """The key and the address of a published standard of our own, which nobody finds afterwards."""
    key, address = in_site("""
import secrets
from catalog import quality
from catalog.models import Standard
from catalog.publishing import publish
model = Standard.objects.get(slug__startswith="78422")
model.pk, model.current, model.slug = None, None, f"uji-{secrets.token_hex(4)}"
model.annex_number = Standard.objects.count() + 100
model.requirements = "1. Akun."
model.save(force_insert=True)
quality.answer_as_printed(Standard.objects.filter(pk=model.pk), by=None, reason="Seperti lampiran.")
publish(model, by=None, change_note="Edisi pertama.")
print(model.pk, model.get_absolute_url())
""").split()
    yield key, address
    in_site(f"""
from catalog.models import Standard
from catalog.publishing import withdraw
withdraw(Standard.objects.get(pk={key}), by=None, reason="Uji selesai.")
""")


def answer_findings(in_site, pk):
    in_site(f"""
from catalog import quality
from catalog.models import Standard
quality.answer_as_printed(Standard.objects.filter(pk={pk}), by=None, reason="Memang begitu.")
""")


@pytest.mark.journey
def test_edit_preview_hand_in_publish_by_a_second_person_and_revert(open_window, in_site, standard):
    pk, address = standard
    editor, publisher, public = open_window(), open_window(), open_window()
    log_in(editor, "penyunting")
    log_in(publisher, "penerbit")

    editor.goto(form_of(pk))
    text_of(editor, 1).fill("1. Akun;\n2. Surat <b>asli</b>.")
    expect(component(editor, 1).locator(".preview li")).to_have_count(2)
    expect(component(editor, 1).locator(".preview li").last).to_have_text("2. Surat <b>asli</b>.")
    press(editor, "Simpan")
    answer_findings(in_site, pk)
    hand_in(editor, pk, "Surat ditambah.")
    public.goto(address)
    expect(public.locator("#komponen-1")).not_to_contain_text("Surat")

    publisher.goto(publication_of(pk))
    expect(publisher.locator(".difference ins").last).to_contain_text("Surat")
    approve(publisher, pk)
    expect(publisher.locator(".messagelist")).to_contain_text("Edisi 2 sudah terbit")
    public.goto(address)
    expect(public.locator("#komponen-1")).to_contain_text("Surat <b>asli</b>.")

    editor.goto(publication_of(pk))
    editor.get_by_role("link", name="Kembalikan naskah ke edisi 1").click()
    press(editor, "Kembalikan naskah ke edisi 1")
    hand_in(editor, pk, "Kembali ke edisi 1.")
    approve(publisher, pk)
    expect(publisher.locator(".messagelist")).to_contain_text("Edisi 3 sudah terbit")
    public.goto(address)
    expect(public.locator("#komponen-1")).not_to_contain_text("Surat")


def test_the_keyboard_nests_goes_on_and_leaves_the_field(open_window, standard):
    page = open_window()
    log_in(page, "penyunting")
    page.goto(form_of(standard[0]))
    field = text_of(page, 2)
    field.fill("")

    page.keyboard.type("1. Satu:")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(field).to_have_value("1. Satu:\n  2. ")
    page.keyboard.press("Shift+Tab")
    page.keyboard.type("Dua;")
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    page.keyboard.type("a) akhir")
    expect(field).to_have_value("1. Satu:\n2. Dua;\na) akhir")
    page.keyboard.press("Control+a")
    page.keyboard.press("Tab")
    expect(field).to_have_value("  1. Satu:\n  2. Dua;\n  a) akhir")
    page.keyboard.press("Control+z")
    expect(field).to_have_value("1. Satu:\n2. Dua;\na) akhir")

    expect(field).to_be_focused()
    page.keyboard.press("Escape")
    page.keyboard.press("Tab")
    expect(field).not_to_be_focused()


ENTER = {  # what stands there; what the next line begins with
    "a. Satu": "b. ",
    "h. Delapan;\ni. Sembilan;": "j. ",
    "a. Satu:\n  i. dua": "  ii. ",
    "i. Satu;\nii. Dua;": "iii. ",
    "iii. Tiga;\n  a) x\niv. Empat;": "v. ",
    "iv. Empat;\nv. Lima;": "vi. ",
    "u. Ini;\nv. Itu;": "w. ",
    "(viii) Delapan;\n(ix) Sembilan;": "(x) ",
    "I. Satu;\nII. Dua": "III. ",
    "h. Delapan;\nSebuah paragraf.\ni. Satu": "ii. ",
    "z. Akhir": "",
    "Kec. Purwakarta": "",
}


def test_enter_counts_on_as_the_item_before_tells_in_letters_or_in_roman(open_window, standard):
    page = open_window()
    log_in(page, "penyunting")
    page.goto(form_of(standard[0]))
    field = text_of(page, 2)
    begun = {}

    for text in ENTER:
        field.fill(text)
        page.keyboard.press("Enter")
        begun[text] = field.input_value().removeprefix(f"{text}\n")

    assert begun == ENTER


def test_a_paste_is_tidied_and_undo_brings_back_what_was_pasted(open_window, standard):
    page = open_window()
    log_in(page, "penyunting")
    page.goto(form_of(standard[0]))
    field = text_of(page, 2)
    field.fill("")
    raw = "1.\tSatu:\n\ta.\tdua;\n2.\tTiga."

    field.evaluate(
        """(field, text) => {
            const data = new DataTransfer();
            data.setData("text/plain", text);
            field.dispatchEvent(new ClipboardEvent("paste", {clipboardData: data, cancelable: true, bubbles: true}));
        }""",
        raw,
    )

    expect(field).to_have_value("1. Satu:\n  a. dua;\n2. Tiga.")
    page.keyboard.press("Control+z")
    expect(field).to_have_value(raw)


def test_without_scripts_previews_come_by_a_button_and_saving_works(open_window, standard):
    page = open_window(java_script_enabled=False)
    log_in(page, "penyunting")
    page.goto(form_of(standard[0]))

    text_of(page, 1).fill("1. Baru.")
    press(page, "Pratinjau semua komponen")
    expect(component(page, 1).locator(".preview")).to_have_text("1. Baru.")
    press(page, "Simpan")

    expect(page.locator(".messagelist")).to_contain_text("Pemeriksaan mutu")


def test_somebody_outside_reads_the_draft_and_remarks(open_window, standard):
    editor, reader = open_window(), open_window(viewport={"width": 320, "height": 640}, bypass_csp=True)
    log_in(editor, "penyunting")
    editor.goto(f"/admin/catalog/standard/{standard[0]}/pembaca/")
    editor.get_by_label("Untuk siapa").fill("Dinas Pertanian")
    press(editor, "Buat tautan")
    link = editor.locator("#tautan").input_value()

    reader.goto(re.sub(r"https?://[^/]+", "", link))
    assert overflowing(reader) == []
    assert barriers(reader) == []
    component(reader, 7).get_by_text("Tulis catatan").click()
    component(reader, 7).get_by_label("Catatan Anda").fill("Peraturan ini sudah dicabut.")
    with reader.expect_navigation():
        component(reader, 7).get_by_role("button", name="Kirim catatan").click()
    expect(component(reader, 7)).to_contain_text("Peraturan ini sudah dicabut.")

    editor.goto(form_of(standard[0]))
    expect(component(editor, 7)).to_contain_text("Peraturan ini sudah dicabut.")


@pytest.mark.parametrize("width", [320, 1280])
def test_the_pages_of_editing_are_without_barriers_and_fit(open_window, standard, width):
    page = open_window(viewport={"width": width, "height": 800}, bypass_csp=True)  # axe styles the page it looks at
    log_in(page, "penyunting")
    found = {}

    for address in (
        form_of(standard[0]),
        publication_of(standard[0]),
        f"/admin/catalog/standard/{standard[0]}/pembaca/",
        f"/admin/catalog/standard/{standard[0]}/kembali/1/",
        f"/admin/catalog/standard/{standard[0]}/history/",
    ):
        page.goto(address)
        found[address] = barriers(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= width

    assert {address: all_of_it for address, all_of_it in found.items() if all_of_it} == {}
