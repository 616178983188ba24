"""Forms of the deposit of a relevé."""

import re
from datetime import date

from django import forms

from guichet.base.erreurs import Refus
from guichet.base.horloge import aujourdhui
from guichet.organisations.models import Acteur
from guichet.tableaux.champs_releve import RELEVE
from marches.models import Lot
from publics.forms.champs import LotField
from publics.models import LigneReleve, Releve

MOIS = re.compile(r"(20[0-9]{2})-(0[1-9]|1[0-2])")
ORIGINES = [
    (Releve.Origine.COURRIEL, "Reçu par courriel"),
    (Releve.Origine.PAPIER, "Reçu sur papier"),
]


def mois_lu(texte: str) -> date | None:
    """First day of the month written « 2026-10 », None for anything else."""
    lu = MOIS.fullmatch(texte)
    return date(int(lu[1]), int(lu[2]), 1) if lu else None


class MoisField(forms.CharField):
    """A month that has begun, with the browser's own picker."""

    def __init__(self, **kwargs):
        super().__init__(label="Mois", widget=forms.TextInput(attrs={"type": "month"}), **kwargs)

    def clean(self, value):
        """Return the first day of the month."""
        mois = mois_lu(super().clean(value))
        if mois is None:
            raise forms.ValidationError("Un mois est attendu, par exemple 2026-10.", code="mois")
        if mois > aujourdhui():
            raise forms.ValidationError("Ce mois n’est pas commencé.", code="futur")
        return mois


class DepotForm(forms.Form):
    """File, month, and for the guichet: whose it is and how it came."""

    employeur = forms.ModelChoiceField(Acteur.objects.none(), label="Employeur")
    mois = MoisField()
    origine = forms.ChoiceField(label="Comment l’avez-vous reçu ?", choices=ORIGINES)
    fichier = forms.FileField(
        label="Fichier des heures",
        required=False,
        help_text="XLSX, XLS, ODS ou CSV, 10 Mo au plus. Votre mise en page habituelle convient.",
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.xls,.ods,.csv,.txt"}),
    )

    def __init__(self, *args, acces, **kwargs):
        super().__init__(*args, **kwargs)
        self.acces = acces
        if acces.est_structure:
            del self.fields["employeur"], self.fields["origine"]
        else:
            acteurs = Acteur.objects.visible_to(acces).filter(actif=True)
            self.fields["employeur"].queryset = (acteurs.partenaires() | acteurs.titulaires()).order_by(
                "nom", "pk"
            )

    def clean(self):
        """Complete what a structure does not choose."""
        lu = super().clean()
        if self.acces.est_structure:
            lu |= {"employeur": self.acces.acteur, "origine": Releve.Origine.STRUCTURE}
        return lu

    def fichier_exige(self):
        """Return the file; raise Refus (FICHIER_ABSENT) without one."""
        fichier = self.cleaned_data.get("fichier")
        if fichier is None:
            raise Refus("FICHIER_ABSENT", "Aucun fichier choisi.", "Choisissez-en un.", champ="fichier")
        return fichier


class PieceForm(forms.Form):
    """A proof to attach, to a line or to the whole relevé."""

    piece = forms.FileField(
        label="Justificatif",
        help_text="PDF, JPEG ou PNG, 10 Mo au plus. Masquez le NIR, le salaire et l’adresse.",
        widget=forms.ClearableFileInput(attrs={"accept": ".pdf,.jpg,.jpeg,.png"}),
    )
    ligne = forms.ModelChoiceField(
        LigneReleve.objects.none(), label="Ligne", required=False, empty_label="Tout le relevé"
    )

    def __init__(self, *args, releve: Releve, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["ligne"].queryset = LigneReleve.objects.filter(releve=releve).order_by("pk")
        self.fields["ligne"].label_from_instance = lambda ligne: f"Ligne {ligne.numero}"


LIBELLES = {champ.cle: champ.libelle for champ in RELEVE if not champ.ecarte}


class ColonnesForm(forms.Form):
    """The open questions of a reading: which column holds what, where the header is, of which marché."""

    def __init__(self, *args, lecture: dict, acces, **kwargs):
        super().__init__(*args, **kwargs)
        self.deja = lecture.get("choix", {})
        for question in lecture.get("questions", ()):
            champ = question["champ"]
            if question["code"] == "MARCHE_A_PRECISER":
                self.fields["lot"] = LotField(Lot.objects.visible_to(acces), help_text=question["phrase"])
            elif question["code"] == "ENTETE_INTROUVABLE":
                self.fields["entete"] = forms.IntegerField(
                    label="Ligne des titres", help_text=question["phrase"], min_value=0, max_value=65_536
                )
            elif champ not in self.fields:
                choix = [
                    (lettre, f"Colonne {lettre}, {entete or 'sans titre'} ({', '.join(exemples)})")
                    for lettre, entete, exemples in question["candidats"]
                ]
                self.fields[champ] = forms.ChoiceField(
                    label=LIBELLES.get(champ, champ),
                    help_text=question["phrase"],
                    choices=choix or [("", "Aucune colonne ne convient")],
                    widget=forms.RadioSelect,
                )

    def choix(self) -> dict:
        """Return the answers, with those given before."""
        valeurs = {cle: valeur for cle, valeur in self.cleaned_data.items() if valeur not in ("", None)}
        if "lot" in valeurs:
            valeurs["lot"] = valeurs["lot"].pk
        return self.deja | valeurs
