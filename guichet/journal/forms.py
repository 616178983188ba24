"""The form of a note."""

from django import forms

from guichet.journal.models import Note


class NoteForm(forms.ModelForm):
    """A call, a mail, a visit, and the day to come back to it."""

    class Meta:
        model = Note
        fields = ["genre", "texte", "relancer_le"]
        labels = {"texte": "Ce qui s’est dit", "relancer_le": "À relancer le"}
        widgets = {
            "texte": forms.Textarea(attrs={"rows": 3}),
            "relancer_le": forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", "class": "court"}),
        }
