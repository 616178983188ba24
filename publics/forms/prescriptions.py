"""Forms of a fiche de prescription and of the guichet's answer."""

from dataclasses import dataclass

from django import forms

from guichet.base.erreurs import Refus
from guichet.models import Acteur
from publics.forms.champs import Filtre, JourField
from publics.forms.personnes import IdentiteForm
from publics.models import EtatPrescription
from publics.services.criteres import CRITERES


@dataclass(frozen=True)
class LigneCritere:
    """A criterion in the form: the box, the date of its proof, the proof."""

    attendu: object
    coche: object
    date: object
    piece: object


class PrescriptionForm(IdentiteForm):
    """A fiche: the person, the criteria with their proofs, who prescribes and when it was signed."""

    signee_le = JourField(label="Fiche signée le", help_text="Sa validité part de ce jour.")
    prescripteur = forms.ModelChoiceField(
        Acteur.objects.none(), label="Prescripteur", empty_label="Choisir le prescripteur"
    )
    prescripteur_nom = forms.CharField(label="Signataire", max_length=120)
    prescripteur_courriel = forms.EmailField(
        label="Adresse pour la réponse", help_text="La réponse du guichet y est annoncée, sans nom."
    )
    structure = forms.ModelChoiceField(
        Acteur.objects.none(),
        label="Structure envisagée",
        required=False,
        empty_label="Pas encore connue",
        help_text="Elle verra la fiche et sa réponse.",
    )
    avis_motive = forms.CharField(
        label="Avis motivé",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Demandé seulement pour le critère « avis motivé ».",
    )

    def __init__(self, *args, acces, **kwargs):
        super().__init__(*args, **kwargs)
        self.acces = acces
        for code, critere in CRITERES.items():
            self.fields[f"critere_{code}"] = forms.BooleanField(label=critere.libelle, required=False)
            self.fields[f"date_{code}"] = JourField(label="Date de la preuve", required=False)
            self.fields[f"piece_{code}"] = forms.FileField(label="Preuve", required=False)
        self._choose_actors()

    def _choose_actors(self):
        """The guichet names both; a structure prescribes for itself; a prescriber says which structure."""
        tous = Acteur.objects.du_territoire(self.acces).filter(actif=True)
        self.fields["structure"].queryset = tous.partenaires()
        if self.acces.est_guichet:
            self.fields["prescripteur"].queryset = tous.filter(est_prescripteur=True) | tous.partenaires()
            return
        del self.fields["prescripteur"]
        if self.acces.est_structure:
            del self.fields["structure"]

    @property
    def lignes(self) -> list[LigneCritere]:
        """The criteria, each with its three fields."""
        return [
            LigneCritere(critere, self[f"critere_{code}"], self[f"date_{code}"], self[f"piece_{code}"])
            for code, critere in CRITERES.items()
        ]

    def fiche(self) -> dict:
        """Return the fields of the fiche itself."""
        champs = ("signee_le", "prescripteur_nom", "prescripteur_courriel", "avis_motive")
        fiche = {champ: self.cleaned_data[champ] for champ in champs}
        fiche["prescripteur"] = self.cleaned_data.get("prescripteur") or self.acces.acteur
        fiche["structure"] = (
            self.acces.acteur if self.acces.est_structure else self.cleaned_data.get("structure")
        )
        return fiche

    def criteres(self) -> list[dict]:
        """Return the criteria held, each with the date of its proof and its file."""
        tenus = []
        for code in CRITERES:
            piece, jour = self.cleaned_data[f"piece_{code}"], self.cleaned_data[f"date_{code}"]
            if not (self.cleaned_data[f"critere_{code}"] or piece or jour):
                continue
            tenus.append({"code": code, "date_preuve": jour, "piece": piece})
        return tenus

    def show_refusal(self, refus: Refus) -> None:
        """Put a refusal on the field it is about, or at the top."""
        self.add_error(refus.champ if refus.champ in self.fields else None, str(refus))


class DecisionForm(forms.Form):
    """The guichet's answer."""

    ACTES = [("valider", "Valider"), ("piece", "Demander une pièce"), ("refuser", "Refuser")]
    acte = forms.ChoiceField(choices=ACTES)
    motif = forms.CharField(
        label="Motif, ou pièce demandée",
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Envoyé au prescripteur et à la structure ; n’y écrivez rien de personnel.",
    )
    retenus = forms.TypedMultipleChoiceField(coerce=int, required=False)

    def __init__(self, *args, criteres=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["retenus"].choices = [(c.pk, c.code) for c in criteres]


class MotifForm(forms.Form):
    """A reason in one sentence."""

    motif = forms.CharField(label="Motif", max_length=300)


class CompletionForm(forms.Form):
    """The answer to a paper asked for."""

    reponse = forms.CharField(label="Message au guichet", max_length=300, required=False)
    piece = forms.FileField(label="Pièce", required=False, help_text="PDF ou image, 10 Mo au plus.")


class PrescriptionsFiltre(Filtre):
    """Filters of the list of fiches."""

    q = forms.CharField(label="Nom", required=False)
    etat = forms.ChoiceField(label="État", choices=[("", "Tous"), *EtatPrescription.choices], required=False)

    def filter(self, fiches):
        """Return the fiches kept."""
        if self.cleaned_data["etat"]:
            fiches = fiches.filter(etat=self.cleaned_data["etat"])
        if self.cleaned_data["q"]:
            fiches = fiches.au_nom_de(self.cleaned_data["q"])
        return fiches
