import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command

from catalog import publishing, quality
from catalog.models import Finding, FindingAnswer, SharedText, Standard
from catalog.publishing import PublishingError, publish
from tests.catalog.factories import TODAY, make_draft, make_published, make_shared_text, make_user
from tests.catalog.quality_factories import GAP, checked, save

pytestmark = pytest.mark.django_db


# Answering


def test_an_answer_holds_while_its_item_stays_the_same():
    standard, editor = checked(requirements=GAP), make_user()

    quality.answer(Finding.objects.filter(rule="penomoran"), by=editor, reason=" Begitu tercetak. ")
    save(standard, requirements=f"Syarat:\n{GAP}")

    finding = Finding.objects.get(standard=standard, rule="penomoran")
    assert (finding.answer.reason, finding.answer.answered_by) == ("Begitu tercetak.", editor)

    save(standard, requirements=GAP.replace("tiga", "empat"))

    assert Finding.objects.get(standard=standard, rule="penomoran").answer is None


def test_the_last_answer_counts_and_the_others_are_kept():
    standard = checked(requirements=GAP)

    for reason in ("Pertama.", "Kedua."):
        quality.answer(Finding.objects.filter(rule="penomoran"), by=None, reason=reason)
    quality.check(standard, today=TODAY)

    assert Finding.objects.get(rule="penomoran").answer.reason == "Kedua."
    assert FindingAnswer.objects.count() == 2


def test_an_answer_to_one_draft_answers_no_other():
    one, other = checked(requirements=GAP), checked(requirements=GAP)

    quality.answer(Finding.objects.filter(standard=one, rule="penomoran"), by=None, reason="Begitu.")
    quality.check_all(today=TODAY)

    assert not Finding.objects.get(standard=other, rule="penomoran").answer


@pytest.mark.parametrize(
    ("text", "reason", "sentence"),
    [
        (GAP, "  ", "Tuliskan jawabannya: mengapa teks ini tetap seperti ini?"),
        (GAP, "a" * 2001, "Jawaban terlalu panjang. Ringkas sampai 2000 huruf."),
        ("1. XX;", "Biar.", "Temuan yang menghalangi penerbitan tidak dapat dijawab. Perbaiki teksnya."),
    ],
)
def test_an_answer_that_makes_no_sense_is_refused(text, reason, sentence):
    checked(requirements=text)

    with pytest.raises(ValidationError) as refused:
        quality.answer(Finding.objects.exclude(rule="kbli-belum-dimuat"), by=None, reason=reason)

    assert refused.value.messages == [sentence]
    assert not FindingAnswer.objects.exists()


# Publishing


def test_what_blocks_is_not_published_whatever_is_answered():
    standard = checked(requirements="1. NIB;\n2. Surat nomor XX.")

    with pytest.raises(PublishingError) as refused:
        publish(standard, by=None, change_note="Terbit.", today=TODAY)

    assert refused.value.messages == [
        "Standar belum dapat diterbitkan. Perbaiki dulu: Komponen 1 butir 2.: "
        "“XX” tampak seperti isian sementara. Ganti dengan teks yang sebenarnya."
    ]
    assert not standard.editions.exists()


def test_what_must_be_answered_is_published_once_it_is():
    standard = make_draft(requirements=GAP)

    with pytest.raises(PublishingError, match=r"wajib dijawab.*Komponen 1 butir 3\.: Nomor “3\.” tidak berurutan"):
        publish(standard, by=None, change_note="Terbit.", today=TODAY)

    quality.check(standard, today=TODAY)
    quality.answer(Finding.objects.filter(standard=standard), by=None, reason="Begitu tercetak.")
    assert publish(standard, by=None, change_note="Terbit.", today=TODAY).number == 1


def test_an_answered_question_in_a_shared_text_holds_up_nobody():
    shared = make_shared_text(8, GAP)
    standards = [make_draft(inherits=[8]) for _ in range(2)]
    with pytest.raises(PublishingError, match="Komponen 8 butir 3"):
        publish(standards[0], by=None, change_note="Terbit.", today=TODAY)

    quality.check_shared_text(8, today=TODAY)
    quality.answer(Finding.objects.filter(shared_text=shared), by=None, reason="Begitu tercetak.")

    assert [publish(each, by=None, change_note="Terbit.", today=TODAY).number for each in standards] == [1, 1]


def test_hints_hold_up_nobody():
    standard = checked(requirements="1. Mushola, antrian dan survey")

    assert publish(standard, by=None, change_note="Terbit.", today=TODAY).number == 1


def test_a_shared_text_with_something_left_to_fill_in_is_refused():
    make_published(inherits=[]), make_shared_text(4, "Gratis")

    with pytest.raises(PublishingError, match="Teks baku ini belum dapat dipakai"):
        publishing.change_shared_text(4, text="Rp …", by=None, change_note="Biaya.", today=TODAY)

    assert SharedText.objects.get(component=4).text == "Gratis"


def test_the_four_real_standards_are_published_as_they_are_and_their_oddities_answered():
    call_command("bootstrap", verbosity=0)

    waiting = Finding.objects.exclude(grade="saran").unresolved()
    assert (Standard.objects.published().count(), waiting.count()) == (4, 0)


def test_words_of_gambling_never_become_a_shared_text():
    """Threat 59: one person alone publishes it, and in every standard."""
    make_shared_text(4, "Gratis")

    with pytest.raises(PublishingError, match="biasa dipakai iklan judi: “slot”, “gacor”"):
        publishing.change_shared_text(4, text="Gratis. slot g4cor", by=None, change_note="Biaya.", today=TODAY)

    assert SharedText.objects.get(component=4).text == "Gratis"
