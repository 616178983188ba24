"""The calculator of hours: one form per method, shares typed in percent."""

from decimal import Decimal

from django import forms

from guichet.base.formats import nombre
from marches.calcul_heures import ParametreInvalide
from marches.forms.champs import NombreField
from marches.models import CalculHeures
from marches.services.calculs import CENT, Resultat, calculer

Methode = CalculHeures.Methode
LIBELLES = {
    Methode.MONTANT: "Sur le montant",
    Methode.PROPRETE: "Propreté, personnel repris",
    Methode.COMMANDES: "Accord-cadre à commandes",
    Methode.FORFAIT: "Heures fixées",
}


def _amount(libelle: str) -> NombreField:
    return NombreField(label=libelle, min_value=0)


class CalculForm(forms.Form):
    """Base: the reason of the computation, asked when another one is replaced."""

    methode = ""
    champs: tuple[str, ...] = ()

    def __init__(self, *args, metiers: dict, reglages: dict, lot, **kwargs):
        super().__init__(*args, **kwargs)
        self.metiers, self.lot = metiers, lot
        self.fields["motif"] = forms.CharField(
            label="Motif du calcul",
            max_length=200,
            required=False,
            help_text="Étude, avenant, précision de l’acheteur…",
        )
        self.initial = {
            "montant_ht": lot.montant,
            "metier": lot.metier,
            "taux_insertion": reglages["taux_insertion"],
            "cout_horaire": reglages["cout_horaire"],
            **self.initial,
        }

    def parametres(self) -> dict:
        """Return the parameters of the rule, shares between 0 and 1."""
        return {champ: self.cleaned_data[champ] for champ in self.champs}

    def resultat(self) -> Resultat | None:
        """Return the hours of a valid form; a parameter out of bounds becomes an error of the form."""
        try:
            return calculer(self.methode, self.parametres())
        except ParametreInvalide as erreur:
            self.add_error(None, str(erreur))
            return None


class MontantForm(CalculForm):
    """Amount × labour share × insertion rate / hourly cost."""

    methode = Methode.MONTANT
    champs = ("montant_ht", "part_main_oeuvre", "taux_insertion", "cout_horaire")
    montant_ht = _amount("Montant HT, en €")
    metier = forms.ChoiceField(label="Métier", required=False)
    part_main_oeuvre = NombreField(
        label="Part de main-d’œuvre, en %",
        required=False,
        min_value=0,
        max_value=100,
        help_text="Vide : celle du métier.",
    )
    taux_insertion = NombreField(label="Taux d’insertion, en %", min_value=0, max_value=100)
    cout_horaire = _amount("Coût horaire chargé, en €")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["metier"].choices = [("", "Choisir un métier"), *_trades(self.metiers)]

    def clean(self):
        """The labour share comes from the trade unless it is typed."""
        lues = super().clean()
        metier = self.metiers.get(lues.get("metier", ""))
        if lues.get("part_main_oeuvre") is None and "part_main_oeuvre" not in self.errors:
            if metier is None:
                self.add_error("metier", "Choisissez un métier, ou saisissez la part de main-d’œuvre.")
            else:
                lues["part_main_oeuvre"] = metier.part * CENT
        return lues

    def parametres(self) -> dict:
        """Percentages become shares."""
        return _shares(super().parametres(), "part_main_oeuvre", "taux_insertion")


class PropreteForm(CalculForm):
    """Cleaning with transferred staff (PACT)."""

    methode = Methode.PROPRETE
    champs = ("montant_ht", "mois", "heures_reprises", "taux_insertion", "cout_horaire")
    montant_ht = _amount("Montant HT pour toute la durée, en €")
    mois = forms.IntegerField(label="Durée, en mois", min_value=1, max_value=240)
    heures_reprises = _amount("Heures par mois du personnel à reprendre")
    taux_insertion = NombreField(label="Taux d’insertion, en %", min_value=0, max_value=100)
    cout_horaire = NombreField(
        label="Coût horaire rapporté à la main-d’œuvre, en €", min_value=0, help_text="25 € d’usage."
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["cout_horaire"] = Decimal(25)
        self.initial.setdefault("mois", self.lot.marche.duree_mois)

    def parametres(self) -> dict:
        """The rate becomes a share."""
        return _shares(super().parametres(), "taux_insertion")


class CommandesForm(CalculForm):
    """Framework by orders: so many hours per 100 000 €."""

    methode = Methode.COMMANDES
    champs = ("montant_ht", "heures_pour_cent_mille")
    montant_ht = NombreField(
        label="Commandes attendues HT, en €",
        min_value=0,
        help_text="Chaque bon de commande engagera sa part.",
    )
    heures_pour_cent_mille = NombreField(
        label="Heures pour 100 000 € commandés", min_value=0, initial=Decimal(30)
    )


class ForfaitForm(CalculForm):
    """A number of hours decided by the buyer."""

    methode = Methode.FORFAIT
    champs = ("heures",)
    heures = _amount("Nombre d’heures")


FORMULAIRES = {f.methode: f for f in (MontantForm, PropreteForm, CommandesForm, ForfaitForm)}


def _trades(metiers: dict) -> list[tuple[str, str]]:
    return [(m.code, f"{m.libelle}, {nombre(m.part * CENT)} %") for m in metiers.values()]


def _shares(parametres: dict, *champs: str) -> dict:
    return parametres | {champ: parametres[champ] / CENT for champ in champs}
