"""Forms of a lot: what it is, its state, what it owes, who holds it."""

from django import forms

from guichet.base.saisie import fingerprint
from marches.donnees import dispositifs
from marches.etats import Transition
from marches.forms.champs import JourField, NombreField, acteurs, jour_widget, referents
from marches.models import GenreEngagement, Lot, RoleAttribution
from marches.services.calculs import parts_main_oeuvre
from marches.services.gardes import CASES, DATES, TEXTES, questions
from marches.services.marches import CHAMPS_LOT

PENALITE = {
    "penalite_horaire": "Valeur de la pénalité",
    "penalite_plafond": "Plafond, en €",
}


class LotForm(forms.ModelForm):
    """What a lot is; its state, engagements and companies have their own acts."""

    vu = forms.CharField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = Lot
        fields = CHAMPS_LOT
        field_classes = {"debut": JourField, "fin_prevue": JourField}
        widgets = {"debut": jour_widget(), "fin_prevue": jour_widget()}
        labels = {
            "penalite_base": "Pénalité comptée en",
            "penalite_source": "Écrite à (article)",
            "anru": "Renouvellement urbain (ANRU)",
        }
        help_texts = {
            "modalites": "Embauche directe, mise à disposition, sous-traitance, formation…",
            "penalite_source": "Par exemple CCAP art. 6.4. Sans article, aucune pénalité.",
        }

    def __init__(self, *args, acces, **kwargs):
        super().__init__(*args, **kwargs)
        metiers = parts_main_oeuvre(acces.territoire).values()
        self.fields["metier"] = forms.ChoiceField(
            label="Métier",
            required=False,
            choices=[("", "Non précisé"), *((m.code, m.libelle) for m in metiers)],
        )
        self.fields["dispositif"].choices = [("", "À choisir"), *dispositif_choices()]
        self.fields["montant"] = NombreField(label="Montant HT, en €", min_value=0, required=False)
        self.fields["heures_demandees"] = NombreField(
            label="Heures demandées", min_value=0, required=False, help_text="Écrites dans la consultation."
        )
        for champ, libelle in PENALITE.items():
            self.fields[champ] = NombreField(label=libelle, min_value=0, required=False)
        self.fields["referent"].queryset = referents(acces)
        self.fields["referent"].empty_label = "Personne pour l’instant"
        if self.instance.pk:
            self.initial["vu"] = fingerprint(self.instance, CHAMPS_LOT)

    def valeurs(self) -> dict:
        """Return the fields of the lot, as the services read them."""
        return {champ: self.cleaned_data[champ] for champ in CHAMPS_LOT}

    def validate_unique(self):
        """Leave it to the service."""


def dispositif_choices() -> list[tuple[str, str]]:
    """Return the legal devices with their article."""
    return [
        (d.code, f"{d.libelle} ({d.article})" if d.article else d.libelle) for d in dispositifs().values()
    ]


class EtatForm(forms.Form):
    """What an act on the state of a lot asks: its guards, and nothing else."""

    depuis = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, *args, lot: Lot, acte: Transition, acces, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["depuis"] = lot.etat
        for garde in questions(lot, acte):
            for nom, champ in _fields_of(garde, lot, acces):
                self.fields[nom] = champ


def _fields_of(garde: str, lot: Lot, acces):
    """Yield the fields that answer a guard."""
    if garde in DATES:
        yield garde, JourField(label=DATES[garde], initial=_known_date(lot, garde))
    elif garde in TEXTES:
        yield garde, forms.CharField(label=TEXTES[garde], max_length=300)
    elif garde in CASES:
        yield garde, forms.BooleanField(label=CASES[garde])
    elif garde == "dispositif":
        yield (
            garde,
            forms.ChoiceField(label="Dispositif", choices=dispositif_choices(), initial=lot.dispositif),
        )
        yield (
            "heures_demandees",
            NombreField(
                label="Heures demandées",
                min_value=0,
                required=False,
                initial=lot.heures_demandees or lot.heures_estimees,
                help_text="À écrire dans la consultation.",
            ),
        )
    elif garde == "attribution":
        yield (
            "titulaire",
            forms.ModelChoiceField(
                acteurs(acces).filter(parent=None, est_donneur_ordre=False),
                label="Titulaire",
                empty_label="Choisir l’entreprise",
                help_text="Absente de la liste ? Enregistrez-la d’abord dans Titulaires.",
            ),
        )
    elif garde == "heures_engagees":
        yield (
            "heures",
            NombreField(
                label="Heures à réaliser",
                min_value=0,
                initial=lot.heures_demandees or lot.heures_estimees,
                help_text="Celles de l’acte d’engagement.",
            ),
        )


def _known_date(lot: Lot, garde: str):
    return {
        "date_notification": lot.marche.notifie_le,
        "date_lancement": lot.marche.lance_le,
        "date_debut": lot.debut,
    }.get(garde)


class EngagementForm(forms.Form):
    """An avenant, a tranche, an order, or the acte d'engagement."""

    genre = forms.ChoiceField(label="Nature", choices=GenreEngagement.choices)
    numero = forms.CharField(label="Numéro", max_length=30, required=False)
    libelle = forms.CharField(label="Objet", max_length=200, required=False)
    heures = NombreField(
        label="Heures",
        required=False,
        help_text="Négatives pour un avenant qui en retire. Vides pour un bon de commande calculé.",
    )
    montant = NombreField(label="Montant HT, en €", required=False)
    date_effet = JourField(label="Date d’effet", required=False)
    ferme = forms.BooleanField(
        label="Tranche déjà affermie",
        required=False,
        help_text="Une tranche non affermie ne doit aucune heure.",
    )


class PartForm(forms.Form):
    """The share of a company in the hours due."""

    heures = NombreField(label="Part des heures", min_value=0, required=False)


class AttributionForm(forms.Form):
    """A company on a lot."""

    entreprise = forms.ModelChoiceField(None, label="Entreprise", empty_label="Choisir l’entreprise")
    role = forms.ChoiceField(label="Rôle", choices=RoleAttribution.choices)
    heures = NombreField(label="Part des heures", min_value=0, required=False)
    depuis = JourField(label="Depuis le", required=False)

    def __init__(self, *args, acces, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["entreprise"].queryset = acteurs(acces).filter(parent=None)
