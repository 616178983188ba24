"""The form of a territoire's settings, made from the catalogue."""

from django import forms

from guichet.base.erreurs import Refus
from guichet.territoires.reglages import CATALOGUE


def _field(definition) -> forms.Field:
    """Return the form field of a setting."""
    aide = " ".join(
        p
        for p in (
            definition.aide,
            f"Règle {definition.source}.",
            f"En {definition.unite}." if definition.unite else "",
        )
        if p
    )
    commun = {"label": definition.libelle, "help_text": aide, "required": False}
    if definition.genre == "booleen":
        return forms.BooleanField(**commun)
    if definition.genre == "choix":
        return forms.ChoiceField(**commun, choices=[(str(v), n) for v, n in definition.choix])
    if definition.cle == "parts_main_oeuvre":
        return forms.CharField(**commun, widget=forms.Textarea(attrs={"rows": 4}))
    return forms.CharField(**commun)


class ReglagesForm(forms.Form):
    """Every setting of the territoire; the catalogue reads and bounds the values."""

    def __init__(self, *args, valeurs, **kwargs):
        kwargs["initial"] = {cle: self._show(valeur) for cle, valeur in valeurs.items()}
        super().__init__(*args, **kwargs)
        for definition in CATALOGUE:
            self.fields[definition.cle] = _field(definition)

    @staticmethod
    def _show(valeur):
        if isinstance(valeur, tuple):
            return ", ".join(str(v) for v in valeur)
        return valeur if isinstance(valeur, bool) else str(valeur).replace(".", ",")

    def clean(self):
        """Check each value against its definition."""
        propres = super().clean()
        for definition in CATALOGUE:
            try:
                propres[definition.cle] = definition.lire(propres.get(definition.cle))
            except Refus as refus:
                self.add_error(definition.cle, str(refus))
        return propres

    def groups(self):
        """Return the fields by group of the catalogue."""
        groupes: dict[str, list] = {}
        for definition in CATALOGUE:
            groupes.setdefault(definition.groupe, []).append(self[definition.cle])
        return list(groupes.items())
