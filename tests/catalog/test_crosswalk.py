"""From KBLI 2020 to KBLI 2025: the table that staff load, and what pages say of it. Its codes here are made up."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.urls import reverse

from catalog.crosswalk_csv import read_crosswalk
from catalog.crosswalks import load
from catalog.kbli_csv import KbliFileError
from catalog.models import Finding, KbliCode, KbliCrosswalk
from tests.catalog.factories import make_draft, make_user
from tests.catalog.html_page import read
from tests.catalog.pages_factory import published

pytestmark = pytest.mark.django_db

HEAD = "old,new,relation,note\n"
LINES = "14120,14121,pecah,Pesanan perorangan.\n14120,14122,pecah,\n15110,14120,pindah,\n20111,,hapus,\n"
LOAD = reverse("admin:catalog_kblicrosswalk_load")


@pytest.fixture
def table():
    load(read_crosswalk((HEAD + LINES).encode(), "padanan.csv"))


@pytest.fixture
def file(tmp_path):
    def write(text):
        path = tmp_path / "padanan.csv"
        path.write_text(text, encoding="utf-8")
        return path

    return write


def stored():
    return list(KbliCrosswalk.objects.values_list("old_code", "new_code", "relation"))


def test_the_command_makes_the_file_the_whole_table(file, capsys):
    call_command("load_crosswalk", file(HEAD + LINES))
    call_command("load_crosswalk", file(HEAD + "14120,14121,pindah,\n14120,14122,pecah,\n"))

    assert capsys.readouterr().out.splitlines() == [
        "Padanan KBLI: 4 baru, 0 berubah, 0 sama, 0 dihapus.",
        "Padanan KBLI: 0 baru, 1 berubah, 1 sama, 2 dihapus.",
    ]
    assert stored() == [("14120", "14121", "pindah"), ("14120", "14122", "pecah")]


def test_a_trial_run_says_what_would_change_and_changes_nothing(file, capsys):
    call_command("load_crosswalk", file(HEAD + LINES), dry_run=True)

    assert capsys.readouterr().out == "Akan menjadi: 4 baru, 0 berubah, 0 sama, 0 dihapus.\n"
    assert stored() == []


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "padanan.csv:1: baris pertama harus berisi kolom old,new,relation,note."),
        (HEAD, "padanan.csv: tidak ada satu padanan pun di dalamnya."),
        (HEAD + "1412,14121,pindah,\n", "padanan.csv:2: kode lama '1412' harus lima angka."),
        (HEAD + "14120,x,pindah,\n", "padanan.csv:2: kode baru 'x' harus lima angka."),
        (
            HEAD + "14120,14121,hapus,\n",
            "padanan.csv:2: kode baru harus kosong bila hubungannya hapus, ditemukan '14121'.",
        ),
        (
            HEAD + "14120,14121,mirip,\n",
            "padanan.csv:2: hubungan 'mirip' tidak dikenal; harus sama, pindah, pecah, gabung, hapus.",
        ),
        (
            HEAD + "14120,14121,sama,\n",
            "padanan.csv:2: hubungan sama berarti kodenya tetap, tetapi 14120 menjadi 14121.",
        ),
        (HEAD + "14120,14121\n", "padanan.csv:2: harus ada 4 kolom, ditemukan 2."),
        (HEAD + '14120,14121,pindah,"x\n', "bukan baris CSV yang benar"),
        (
            HEAD + "14120,14121,pecah,\n14120,14121,pecah,\n",
            "padanan.csv:3: padanan 14120 → 14121 sudah ada di baris 2.",
        ),
        (
            HEAD + f"14120,14121,pindah,{'x' * 256}\n",
            "padanan.csv:2: catatan paling panjang 255 karakter, ditemukan 256.",
        ),
        (HEAD + "14120,14121,pindah,a\0b\n", "padanan.csv:2: "),
    ],
)
def test_a_broken_file_is_refused_with_the_row_and_what_was_expected(text, message):
    with pytest.raises(KbliFileError) as error:
        read_crosswalk(text.encode(), "padanan.csv")

    assert message in " ".join(error.value.messages)


def test_a_file_of_another_encoding_or_with_many_mistakes_is_refused_in_few_words():
    with pytest.raises(KbliFileError, match="UTF-8"):
        read_crosswalk(b"old\xff", "padanan.csv")
    with pytest.raises(KbliFileError) as error:
        read_crosswalk((HEAD + "x,14121,pindah,\n" * 100).encode(), "padanan.csv")

    assert error.value.messages[-1].startswith("padanan.csv: dan ")
    assert len(error.value.messages) == 21


def test_a_broken_file_leaves_the_table_as_it_was(file, table, capsys):
    with pytest.raises(SystemExit):
        call_command("load_crosswalk", file(HEAD + "x,,hapus,\n"))

    assert "Tidak ada padanan yang dimuat." in capsys.readouterr().err
    assert len(stored()) == 4


@pytest.mark.usefixtures("table")
def test_an_old_code_points_to_what_it_became(client):
    published(slug="jahit")
    KbliCode.objects.create(edition=2025, code="14121", title="Jahit pesanan", level="kelompok", section="C")

    part = read(client.get("/kbli/14120/")).one("section", **{"aria-labelledby": "padanan"})

    assert [item.text for item in part.all("li")] == [
        "KBLI 2025 14121 : Jahit pesanan (dipecah menjadi beberapa kode) Pesanan perorangan.",
        "KBLI 2025 14122 (dipecah menjadi beberapa kode)",
    ]
    assert part.one("a")["href"] == "/kbli/14121/?edisi=2025"


@pytest.mark.usefixtures("table")
def test_a_new_code_points_back_and_is_not_taken_for_the_old_one_of_its_number(client):
    part = read(client.get("/kbli/14120/?edisi=2025")).one("section", **{"aria-labelledby": "padanan"})

    assert [item.text for item in part.all("li")] == ["KBLI 2020 15110 (kegiatan sama, kode berganti)"]


@pytest.mark.usefixtures("table")
def test_a_code_that_is_gone_keeps_answering(client):
    response = client.get("/kbli/20111/")

    assert response.status_code == 200
    assert "Kode ini tidak ada lagi dalam KBLI 2025." in read(response).one("main").text
    assert client.get("/kbli/20112/").status_code == 404


def test_loading_the_table_finds_the_drafts_whose_code_is_gone_or_means_something_else():
    draft = make_draft(kbli_code="14120")

    load(read_crosswalk((HEAD + "14120,,hapus,\n15110,14120,pindah,\n").encode(), "padanan.csv"))

    (found,) = [each for each in Finding.objects.filter(standard=draft) if "KBLI 2025" in each.message]
    assert "Kode 14120 tidak ada lagi dalam KBLI 2025." in found.message


@pytest.fixture
def admin(client):
    client.force_login(make_user("admin", is_staff=True, is_superuser=True))
    return client


def test_staff_load_the_table_from_a_file_in_admin(admin):
    file = SimpleUploadedFile("padanan.csv", (HEAD + LINES).encode())

    response = admin.post(LOAD, {"file": file}, follow=True)

    assert "4 baru" in response.content.decode()
    assert len(stored()) == 4


@pytest.mark.parametrize("content", [b"", b"\xff\xfe", (HEAD + "x,,hapus,\n").encode()])
def test_a_broken_upload_says_what_is_wrong(admin, content):
    page = read(admin.post(LOAD, {"file": SimpleUploadedFile("padanan.csv", content)}))

    assert page.one("ul", class_="errorlist").text
    assert stored() == []


def test_whoever_may_not_change_the_table_cannot_load_one(client):
    client.force_login(make_user("tamu", is_staff=True))

    assert client.get(LOAD).status_code == 403


def test_changing_a_line_by_hand_is_looked_at_like_a_loaded_one(admin):
    draft = make_draft(kbli_code="14120")

    admin.post(
        reverse("admin:catalog_kblicrosswalk_add"),
        {"old_code": "14120", "new_code": "", "relation": "hapus", "note": ""},
    )

    assert any("KBLI 2025" in each.message for each in Finding.objects.filter(standard=draft))
