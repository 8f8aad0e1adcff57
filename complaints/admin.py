"""What the desk is set up with, in Django admin: the office's calendar, prepared texts, who stands in during leave.

What a change of the calendar moves is shown first, then done by actions.change_calendar. Complaints are not here: they
belong to the officers' desk, which knows who may see what.
"""

import hashlib

from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.contrib.auth import get_user_model
from django.template.response import TemplateResponse
from django.utils import timezone

from catalog.admin.asking import SEEN, AskedForm, question
from complaints import actions
from complaints.calendar import CalendarChange, Move, moved_by
from complaints.models import ConfirmedYear, Cover, Holiday, PreparedText
from complaints.roles import group_name
from complaints.rules.deadlines import Holiday as RestDay
from complaints.rules.deadlines import HolidayKind
from complaints.rules.workflow import LEVELS


class CalendarAdmin(admin.ModelAdmin):
    """Saving or deleting shows the complaints that move, old → new, and asks once more."""

    form = AskedForm
    actions = None  # deleting many at once would show nothing

    def change_of(self, form) -> CalendarChange:
        raise NotImplementedError

    def deletion_of(self, obj) -> CalendarChange:
        raise NotImplementedError

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        preview = self._preview(request, object_id) if request.method == "POST" else None
        return preview or super().changeform_view(request, object_id, form_url, extra_context)

    def delete_view(self, request, object_id, extra_context=None):
        obj = self.get_object(request, unquote(object_id))
        context = self._context(moved_by(self.deletion_of(obj))) if obj else {}
        return super().delete_view(request, object_id, {**context, **(extra_context or {})})

    def save_model(self, request, obj, form, change):
        self._apply(request, self.change_of(form))
        obj.pk = type(obj).objects.get_by_natural_key(*obj.natural_key()).pk

    def delete_model(self, request, obj):
        self._apply(request, self.deletion_of(obj))

    def _preview(self, request, object_id):
        """The page that shows what would move; None when nothing does, it was seen already, or Django must object."""
        obj = self.get_object(request, unquote(object_id)) if object_id else None
        may = self.has_change_permission(request, obj) if object_id else self.has_add_permission(request)
        if not may or (object_id and obj is None):
            return None
        form = self.get_form(request, obj, change=bool(obj))(request.POST, instance=obj)
        moves = moved_by(self.change_of(form)) if form.is_valid() else []
        if not moves or request.POST.get(SEEN) == fingerprint(moves):
            return None
        return TemplateResponse(
            request,
            "admin/complaints/moves.html",
            {
                **self.admin_site.each_context(request),
                **self._context(moves),
                "opts": self.opts,
                "title": "Batas jawaban yang akan berubah",
                **question(request, seen=fingerprint(moves)),
            },
        )

    def _context(self, moves: list[Move]) -> dict[str, object]:
        today = timezone.localdate()
        return {"moves": [(move, move.makes_overdue(today)) for move in moves]}

    def _apply(self, request, change: CalendarChange) -> None:
        moves = actions.change_calendar(change, by=request.user, now=timezone.now())
        if moves:
            self.message_user(request, f"Batas jawaban yang berubah: {len(moves)} laporan.", messages.SUCCESS)


@admin.register(Holiday)
class HolidayAdmin(CalendarAdmin):
    list_display = ["date", "name", "kind", "decree"]
    list_filter = ["kind"]
    search_fields = ["name", "decree"]
    date_hierarchy = "date"
    ordering = ["-date"]

    def change_of(self, form):
        obj = form.instance
        new = RestDay(obj.date, obj.name, HolidayKind(obj.kind), obj.decree)
        old = {(form.initial["date"], HolidayKind(form.initial["kind"]))} if obj.pk else set()
        return CalendarChange(put=(new,), remove=tuple(old - {(new.date, new.kind)}))

    def deletion_of(self, obj):
        return CalendarChange(remove=((obj.date, HolidayKind(obj.kind)),))


@admin.register(ConfirmedYear)
class ConfirmedYearAdmin(CalendarAdmin):
    """Confirming a year says that a person has compared its whole list with the decree."""

    list_display = ["year", "decree", "confirmed_at", "confirmed_by"]
    fields = ["year", "decree"]

    def get_readonly_fields(self, request, obj=None):
        return ["year"] if obj else []

    def change_of(self, form):
        return CalendarChange(confirm=frozenset({form.instance.year}), decree=form.instance.decree)

    def deletion_of(self, obj):
        return CalendarChange(unconfirm=frozenset({obj.year}))


@admin.register(PreparedText)
class PreparedTextAdmin(admin.ModelAdmin):
    """One that is used no more is switched off, so that what an update brings does not bring it back."""

    list_display = ["title", "is_active"]
    list_filter = ["is_active"]
    search_fields = ["title", "text"]

    def has_delete_permission(self, request, obj=None):
        return False


@admin.register(Cover)
class CoverAdmin(admin.ModelAdmin):
    """Reminders and open cases of who is on leave go to the substitute, from the first day to the last."""

    list_display = ["officer", "substitute", "from_on", "until_on"]
    date_hierarchy = "from_on"

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        """Those who handle complaints, and nobody else."""
        groups = [group_name(role) for role in LEVELS]
        staff = get_user_model().objects.filter(is_active=True, groups__name__in=groups)
        kwargs["queryset"] = staff.order_by("username").distinct()
        return super().formfield_for_foreignkey(db_field, request, **kwargs)


def fingerprint(moves: list[Move]) -> str:
    """What was shown, so that nothing else is applied."""
    shown = [(move.complaint.pk, move.old, move.new) for move in moves]
    return hashlib.sha256(repr(shown).encode()).hexdigest()
