from django.forms.renderers import TemplatesSetting


class SiteFormRenderer(TemplatesSetting):
    """Renders every form field through one template of ours."""

    field_template_name = "components/field.html"
