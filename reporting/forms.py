"""Forms of the bilans and of the lists that open their figures."""

from datetime import date

from django import forms

from guichet.base.horloge import aujourdhui
from guichet.models import Acteur
from publics.regles.calendrier import dernier_du_mois
from reporting.bilans.chapitres import CHAPITRES
from reporting.models import Bilan


class MonthInput(forms.DateInput):
    """The browser's month field; reads AAAA-MM."""

    input_type = "month"

    def __init__(self, **kwargs):
        super().__init__(format="%Y-%m", **kwargs)


class DayInput(forms.DateInput):
    """The browser's date field."""

    input_type = "date"

    def __init__(self, **kwargs):
        super().__init__(format="%Y-%m-%d", **kwargs)


class BilanForm(forms.Form):
    """Which bilan to open: the whole year unless months are given."""

    genre = forms.ChoiceField(label="Bilan", choices=Bilan.Genre.choices, initial=Bilan.Genre.TERRITOIRE)
    acteur = forms.ModelChoiceField(
        label="Donneur d’ordre ou structure",
        queryset=Acteur.objects.none(),
        required=False,
        help_text="À laisser vide pour le territoire.",
    )
    annee = forms.IntegerField(label="Année", min_value=2000, max_value=2100)
    debut = forms.DateField(
        label="Premier mois",
        required=False,
        input_formats=["%Y-%m", "%Y-%m-%d"],
        widget=MonthInput(),
        help_text="Janvier si rien n’est saisi.",
    )
    fin = forms.DateField(
        label="Dernier mois",
        required=False,
        input_formats=["%Y-%m", "%Y-%m-%d"],
        widget=MonthInput(),
        help_text="Décembre si rien n’est saisi. Un bilan de onze mois s’arrête en novembre.",
    )

    def __init__(self, *args, acces, **kwargs):
        super().__init__(*args, **kwargs)
        acteurs = Acteur.objects.visible_to(acces)
        possibles = acteurs.donneurs_ordre() | acteurs.partenaires()
        self.fields["acteur"].queryset = possibles.order_by("nom", "pk")
        self.fields["annee"].initial = aujourdhui(acces.territoire).year - 1

    def clean_fin(self) -> date | None:
        """Take the last day of the month chosen."""
        fin = self.cleaned_data["fin"]
        return dernier_du_mois(fin) if fin else None


class TextesForm(forms.Form):
    """One editorial text per chapter."""

    def __init__(self, *args, bilan: Bilan, **kwargs):
        super().__init__(*args, **kwargs)
        for code, titre in CHAPITRES.items():
            self.fields[code] = forms.CharField(
                label=titre,
                required=False,
                max_length=6000,
                initial=bilan.textes.get(code, ""),
                widget=forms.Textarea(attrs={"rows": 5}),
                help_text="Une ligne vide sépare deux paragraphes.",
            )


class PeriodeFiltres(forms.Form):
    """The period of the figures opened, and whose."""

    du = forms.DateField(label="Du", required=False, widget=DayInput())
    au = forms.DateField(label="Au", required=False, widget=DayInput())
    acheteur = forms.ModelChoiceField(label="Donneur d’ordre", queryset=Acteur.objects.none(), required=False)
    structure = forms.ModelChoiceField(label="Structure", queryset=Acteur.objects.none(), required=False)

    def __init__(self, *args, acces, **kwargs):
        super().__init__(*args, **kwargs)
        self.acces = acces
        acteurs = Acteur.objects.visible_to(acces).order_by("nom", "pk")
        self.fields["acheteur"].queryset = acteurs.donneurs_ordre()
        if "structure" in self.fields:
            self.fields["structure"].queryset = acteurs.partenaires()

    def between(self, rangs, champ: str):
        """Keep the rows whose day `champ` is in the period; months are named by their first day."""
        if self.cleaned_data["du"]:
            rangs = rangs.filter(**{f"{champ}__gte": self.cleaned_data["du"]})
        if self.cleaned_data["au"]:
            rangs = rangs.filter(**{f"{champ}__lte": self.cleaned_data["au"]})
        return rangs


class LignesFiltres(PeriodeFiltres):
    """Lines of hours."""

    def filter(self, lignes):
        """Narrow the lines."""
        lignes = self.between(lignes, "mois")
        if self.cleaned_data["acheteur"]:
            lignes = lignes.filter(lot__marche__donneur_ordre=self.cleaned_data["acheteur"])
        if self.cleaned_data["structure"]:
            lignes = lignes.filter(employeur=self.cleaned_data["structure"])
        return lignes


class LotsFiltres(PeriodeFiltres):
    """Lots spotted, notified or received in the period."""

    JALONS = (("identifie_le", "Repérés"), ("notifie_le", "Notifiés"), ("receptionne_le", "Réceptionnés"))
    structure = None
    jalon = forms.ChoiceField(label="Dans la période", required=False, choices=JALONS)
    field_order = ["jalon", "du", "au"]

    def filter(self, lots):
        """Narrow the lots."""
        lots = self.between(lots, self.cleaned_data["jalon"] or "identifie_le")
        if self.cleaned_data["acheteur"]:
            lots = lots.filter(marche__donneur_ordre=self.cleaned_data["acheteur"])
        return lots


class PersonnesFiltres(PeriodeFiltres):
    """Persons with at least one validated hour in the period."""

    def lines(self, lignes):
        """Narrow the lines that are counted for each person."""
        return LignesFiltres.filter(self, lignes) if self.is_valid() else lignes

    def filter(self, personnes):
        """Change nothing: the lines were narrowed, not the persons."""
        return personnes
