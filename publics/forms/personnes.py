"""Forms about the identity, the titles and the path of a person."""

from django import forms

from guichet.models import Acteur, Utilisateur
from publics.forms.champs import CODE_POSTAL, TELEPHONE, Filtre, JourField
from publics.models import Evaluation, GenreTitre, Participant, Sortie
from publics.services.participants import CHAMPS


class IdentiteForm(forms.Form):
    """Who the person is: the three fields that name her, and how to reach her."""

    nom = forms.CharField(label="Nom", max_length=80)
    prenom = forms.CharField(label="Prénom", max_length=80)
    ne_le = JourField(label="Né(e) le", passe=True)
    sexe = forms.ChoiceField(
        label="Sexe", choices=[("", "Non renseigné"), *Participant.Sexe.choices], required=False
    )
    telephone = forms.CharField(label="Téléphone", max_length=20, required=False, validators=[TELEPHONE])
    courriel = forms.EmailField(label="Adresse électronique", required=False)
    code_postal = forms.CharField(label="Code postal", max_length=5, required=False, validators=[CODE_POSTAL])
    commune = forms.CharField(label="Commune", max_length=120, required=False)
    niveau = forms.ChoiceField(
        label="Niveau de formation",
        choices=[("", "Non renseigné"), *Participant.Niveau.choices],
        required=False,
    )
    mois_chomage = forms.IntegerField(label="Mois sans emploi", min_value=0, max_value=600, required=False)

    CHAMPS = (
        "nom",
        "prenom",
        "ne_le",
        "sexe",
        "telephone",
        "courriel",
        "code_postal",
        "commune",
        "niveau",
        "mois_chomage",
    )

    def identite(self) -> dict:
        """Return what `enregistrer_personne` reads."""
        return {champ: self.cleaned_data[champ] for champ in self.CHAMPS}


class PersonneForm(forms.ModelForm):
    """Every field of a person that may be corrected; `vu_le` says which version was shown."""

    ne_le = JourField(label="Né(e) le", passe=True, required=False)
    entree_ailleurs = JourField(
        label="Première mission de clause connue ailleurs",
        required=False,
        help_text="Si elle est plus ancienne, la durée d’éligibilité part de ce jour.",
    )
    vu_le = forms.DateTimeField(widget=forms.HiddenInput)

    class Meta:
        model = Participant
        fields = CHAMPS
        widgets = {"qpv": forms.NullBooleanSelect}

    def __init__(self, *args, acces, **kwargs):
        super().__init__(*args, **kwargs)
        acteurs = Acteur.objects.visible_to(acces).filter(est_prescripteur=True)
        self.fields["prescripteur"].queryset = acteurs
        self.fields["referent"].queryset = Utilisateur.objects.filter(
            appartenances__territoire=acces.territoire,
            appartenances__active=True,
            appartenances__role_code__in=["facilitateur", "assistant", "administrateur"],
        ).distinct()
        self.initial["vu_le"] = self.instance.modifie_le.isoformat()
        for champ in ("nom", "prenom"):
            self.fields[champ].required = True


class TitreForm(forms.Form):
    """A PASS IAE or a status recorded by the guichet."""

    genre = forms.ChoiceField(
        label="Titre", choices=[c for c in GenreTitre.choices if c[0] != GenreTitre.FICHE.value]
    )
    numero = forms.CharField(
        label="Numéro",
        max_length=20,
        required=False,
        help_text="PASS IAE : 99999 suivi de 7 chiffres.",
    )
    debut = JourField(label="Du")
    fin = JourField(label="Au (inclus)", required=False, help_text="Laissez vide un statut sans terme.")
    structure = forms.ModelChoiceField(
        Acteur.objects.none(), label="Employeur", required=False, help_text="Pour un statut EA, ESAT ou GEIQ."
    )
    verifie_le = JourField(label="Vérifié le", required=False)

    def __init__(self, *args, acces, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["structure"].queryset = Acteur.objects.visible_to(acces).partenaires()

    def clean_numero(self):
        """Leave out the spaces of a copied number."""
        return "".join(self.cleaned_data["numero"].split())

    def clean(self):
        """Refuse an end before its start."""
        propres = super().clean()
        if propres.get("debut") and propres.get("fin") and propres["fin"] < propres["debut"]:
            self.add_error("fin", "La fin du titre précède son début.")
        return propres


class ProlongationForm(forms.Form):
    """More months of eligibility."""

    mois = forms.IntegerField(label="Mois ajoutés", min_value=1, max_value=36)
    motif = forms.CharField(
        label="Motif",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Il reste écrit sur la page de la personne, avec votre nom.",
    )


class ChangementForm(forms.Form):
    """From which day the situation that justified a fiche no longer holds."""

    le = JourField(label="Situation changée le")


class PeriodeForm(forms.Form):
    """A suspension or a prolongation of a PASS IAE."""

    genre = forms.ChoiceField(
        label="Période", choices=[("suspension", "Suspension"), ("prolongation", "Prolongation")]
    )
    du = JourField(label="Du")
    au = JourField(label="Au (inclus)")


class SortieForm(forms.ModelForm):
    """How a person left the clauses."""

    le = JourField(label="Sortie le")
    debut = JourField(label="Début du contrat obtenu", required=False)
    fin = JourField(label="Fin du contrat obtenu", required=False)

    class Meta:
        model = Sortie
        fields = ("le", "vers", "type_contrat", "debut", "fin")


class SuiviForm(forms.Form):
    """Situation some months after the entry."""

    echeance = forms.TypedChoiceField(
        label="Échéance", coerce=int, choices=[(6, "6 mois après l’entrée"), (12, "12 mois après l’entrée")]
    )
    le = JourField(label="Constatée le")
    situation = forms.CharField(label="Situation", max_length=120)
    source = forms.CharField(label="Source", max_length=40, help_text="Appel, questionnaire, structure…")


class EvaluationForm(forms.ModelForm):
    """Evaluation at the end of a mission."""

    le = JourField(label="Faite le")

    class Meta:
        model = Evaluation
        fields = ("le", "assiduite", "gestes", "suite")


class PersonnesFiltre(Filtre):
    """Filters of the list of persons."""

    ETATS = [
        ("", "Toutes"),
        ("en_mission", "En mission"),
        ("a_rapprocher", "À rapprocher"),
        ("sans_mission", "Sans mission en cours"),
    ]
    q = forms.CharField(label="Nom ou PASS IAE", required=False)
    etat = forms.ChoiceField(label="Situation", choices=ETATS, required=False)

    def filter(self, personnes):
        """Return the persons kept."""
        if self.cleaned_data["q"]:
            personnes = personnes.cherchees(self.cleaned_data["q"])
        return personnes.en_situation(self.cleaned_data["etat"])
