"""Every step on a case, in the order in which the page offers them."""

from complaints.forms import answering, involving, studying
from complaints.forms.step import StepForm

STEPS: dict[str, type[StepForm]] = {
    form.step: form
    for form in (
        involving.AssignForm,
        studying.GroupForm,
        studying.AskForm,
        studying.ToldForm,
        studying.AcceptForm,
        studying.SuggestionForm,
        studying.NotCompetentForm,
        studying.IdentityForm,
        studying.ReviewForm,
        studying.StudyForm,
        studying.ClarifyForm,
        involving.FollowUpForm,
        involving.HandUpForm,
        involving.ReferForm,
        involving.TeamReportForm,
        involving.AskApipForm,
        involving.DecideApipForm,
        involving.AccessForm,
        answering.AnswerForm,
        answering.DraftForm,
        answering.InformForm,
        answering.ReportForm,
        answering.CloseForm,
        studying.ReopenForm,
        studying.NoteForm,
        studying.LinkForm,
    )
}
