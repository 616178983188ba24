"""Rendering of forms: every field with label, help and error in the same order, everywhere.

Set `FORM_RENDERER = "guichet.base.formulaires.RenduFormulaire"`; `{{ form }}` then draws error summary and
fields, `{{ form.champ.as_field_group }}` one field.
"""

from django.forms.renderers import TemplatesSetting


class RenduFormulaire(TemplatesSetting):
    """Templates of the product for a form, a field and a list of errors."""

    form_template_name = "composants/formulaire/formulaire.html"
    field_template_name = "composants/formulaire/champ.html"
