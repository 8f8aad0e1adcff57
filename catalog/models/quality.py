"""What the quality checks (pemeriksaan mutu) found, and what staff answered."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from catalog.models.records import SharedText
from catalog.models.standards import Standard
from catalog.querysets import FindingQuerySet
from catalog.rules.components import BY_NUMBER
from catalog.rules.quality import RULES, Grade

LONGEST_PATH = 100


class AboutText(models.Model):
    """A row about a draft, or about a shared text: findings in a shared text are kept once, not for each user of it."""

    standard = models.ForeignKey(Standard, models.CASCADE, verbose_name="standar", null=True, blank=True)
    shared_text = models.ForeignKey(SharedText, models.CASCADE, verbose_name="teks baku", null=True, blank=True)
    rule = models.CharField("aturan", max_length=40)  # a key of RULES
    fingerprint = models.CharField("sidik pertanyaan", max_length=32)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(standard__isnull=True) ^ Q(shared_text__isnull=True), name="%(class)s_about_one_text"
            )
        ]

    @property
    def rule_name(self) -> str:
        return RULES[self.rule].name if self.rule in RULES else self.rule

    @property
    def subject(self) -> Standard | SharedText:
        return self.standard or self.shared_text


class FindingAnswer(AboutText):
    """Jawaban atas temuan: why the text stays as it is. Holds while what the question is about stays the same."""

    reason = models.TextField("jawaban")
    answered_at = models.DateTimeField("dijawab pada")
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="dijawab oleh", null=True, blank=True
    )

    class Meta(AboutText.Meta):
        verbose_name = "jawaban temuan"
        verbose_name_plural = "jawaban temuan"
        ordering = ["answered_at", "pk"]
        indexes = [models.Index(fields=["fingerprint"], name="finding_answer_question")]
        constraints = [
            *AboutText.Meta.constraints,
            models.CheckConstraint(
                condition=~Q(reason=""),
                name="finding_answer_with_reason",
                violation_error_message="Tuliskan jawabannya.",
            ),
        ]

    def __str__(self):
        return f"Jawaban: {self.rule_name}"


class Finding(AboutText):
    """Temuan: one doubtful place, as catalog/quality found it last. ``text[start:end] == words``."""

    grade = models.CharField("tingkat", max_length=20, choices=[(grade.value, grade.label) for grade in Grade])
    component = models.PositiveSmallIntegerField("komponen", default=0)  # 0: a header fact
    field = models.CharField("bidang", max_length=40, blank=True)
    path = models.CharField("letak", max_length=LONGEST_PATH, blank=True)
    start = models.PositiveIntegerField("dari huruf", default=0)
    end = models.PositiveIntegerField("sampai huruf", default=0)
    words = models.TextField("kata", blank=True)
    message = models.TextField("temuan")
    answer = models.ForeignKey(
        FindingAnswer, models.SET_NULL, verbose_name="jawaban", related_name="findings", null=True, blank=True
    )

    objects = FindingQuerySet.as_manager()

    class Meta(AboutText.Meta):
        verbose_name = "temuan"
        verbose_name_plural = "temuan"
        indexes = [
            models.Index(fields=["grade", "id"], name="finding_grade"),
            models.Index(fields=["rule", "id"], name="finding_rule"),
        ]

    def __str__(self):
        return f"{self.rule_name}: {self.message}"

    @property
    def place(self) -> str:
        """Where it is, as staff say it: "komponen 6 butir 5.c.2)"."""
        if not self.component:
            return "fakta utama" if self.field else "naskah"
        if not self.path:
            return f"komponen {self.component}"
        return f"komponen {self.component} {self.item}"

    @property
    def item(self) -> str:
        """The place within its component: "butir 5.c.2)"."""
        path = self.path.removesuffix("¶")
        return f"butir {path}" if path else "paragraf" if self.path else ""

    @property
    def component_name(self) -> str:
        return BY_NUMBER[self.component].name if self.component else ""

    @property
    def source(self) -> str:
        return RULES[self.rule].source if self.rule in RULES else ""

    @property
    def form_url(self) -> str:
        """Its field on the form in admin."""
        model = "standard" if self.standard_id else "sharedtext"
        page = reverse(f"admin:catalog_{model}_change", args=[self.standard_id or self.shared_text_id])
        return f"{page}#id_{self.form_field}"

    @property
    def form_field(self) -> str:
        """A shared text has one field for its text; what is of the whole draft stands beside its code."""
        return "text" if self.shared_text_id else self.field or "kbli_code"

    @property
    def answer_url(self) -> str:
        kind, key = ("standar", self.standard_id) if self.standard_id else ("teks-baku", self.shared_text_id)
        return reverse("admin:finding_answer", args=[kind, key, self.fingerprint])

    @property
    def blocks(self) -> bool:
        return self.grade == Grade.BLOCKS

    @property
    def is_open(self) -> bool:
        """Whether it still keeps the standard from being published, or waits for somebody to look at it."""
        return self.blocks or self.answer_id is None
