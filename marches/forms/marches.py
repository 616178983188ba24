"""Forms of a marché: recording, correcting, exemption, filters of the list."""

from django import forms
from django.db.models import Q

from guichet.base.saisie import fingerprint
from marches.donnees import motifs_exemption
from marches.forms.champs import JourField, NombreField, SuiviField, acteurs, jour_widget, referents
from marches.models import Dispositif, EtatLot, Marche, Nature, Operation
from marches.services.marches import CHAMPS_MARCHE

DATES = ("lance_le", "publie_le", "notifie_le")
PAIRES = (
    *("numero", "nature"),
    *("donneur_ordre", "service"),
    *("operation", "operation_nouvelle"),
    *("montant", "duree_mois"),
    *("lance_le", "publie_le"),
    *("notifie_le", "referent"),
    *("procedure", "cpv"),
    *("lieu", "acheteur_r12"),
    "concession",
)


class MarcheForm(forms.ModelForm):
    """Every field of a marché; `vu` says which version was shown."""

    vu = forms.CharField(widget=forms.HiddenInput, required=False)
    operation_nouvelle = forms.CharField(
        label="ou nouvelle opération",
        max_length=200,
        required=False,
        help_text="Elle regroupe les marchés d’un même projet.",
    )

    class Meta:
        model = Marche
        fields = CHAMPS_MARCHE
        field_classes = dict.fromkeys(DATES, JourField)
        widgets = {champ: jour_widget() for champ in DATES}
        labels = {"acheteur_r12": "Qualité de l’acheteur", "concession": "C’est une concession"}
        help_texts = {
            "acheteur_r12": "Seulement si la catégorie du donneur d’ordre ne suffit pas.",
            "montant": "Estimé ou notifié, tous lots.",
            "lance_le": "Fixe si la clause est obligatoire.",
            "publie_le": "Avant ce jour, seuls le guichet et le donneur d’ordre voient le marché.",
        }

    def __init__(self, *args, acces, **kwargs):
        super().__init__(*args, **kwargs)
        self.acces = acces
        donneurs = acteurs(acces).donneurs_ordre()
        self.fields["donneur_ordre"].queryset = donneurs.filter(parent=None)
        self.fields["donneur_ordre"].empty_label = "Choisir un donneur d’ordre"
        self.fields["service"].queryset = donneurs.exclude(parent=None).select_related("parent")
        self.fields["service"].empty_label = "Aucun en particulier"
        self.fields["operation"].queryset = Operation.objects.visible_to(acces)
        self.fields["operation"].empty_label = "Aucune"
        self.fields["referent"].queryset = referents(acces)
        self.fields["referent"].empty_label = "Personne pour l’instant"
        self.fields["montant"] = NombreField(
            label="Montant HT, en €", min_value=0, required=False, help_text="Estimé ou notifié, tous lots."
        )
        self.fields["acheteur_r12"].choices = [("", "Selon sa catégorie"), *Marche.Acheteur.choices]
        if self.instance.pk:
            self.initial["vu"] = fingerprint(self.instance, CHAMPS_MARCHE)
        else:
            self.initial["referent"] = acces.utilisateur

    @property
    def paires(self):
        """The fields after the title, two by two."""
        return [self[nom] for nom in PAIRES]

    def valeurs(self) -> dict:
        """Return the fields of the marché, as the services read them."""
        return {champ: self.cleaned_data[champ] for champ in CHAMPS_MARCHE}

    def validate_unique(self):
        """Leave it to the service, whose refusal says where the other one is."""


class ExemptionForm(forms.Form):
    """A line of the register of exemptions (R12)."""

    motif = forms.ChoiceField(label="Motif")
    texte = forms.CharField(label="Raisons", max_length=1000, widget=forms.Textarea(attrs={"rows": 3}))
    auteur = forms.CharField(label="Décidée par", max_length=120)
    le = JourField(label="Décidée le")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        motifs = motifs_exemption().values()
        self.fields["motif"].choices = [(m.code, f"{m.libelle} ({m.reference})") for m in motifs]


class MarchesFiltres(forms.Form):
    """Filters of the list of marchés."""

    q = forms.CharField(label="Objet, numéro", required=False)
    donneur_ordre = forms.ModelChoiceField(None, label="Donneur d’ordre", required=False, empty_label="Tous")
    operation = forms.ModelChoiceField(None, label="Opération", required=False, empty_label="Toutes")
    nature = forms.ChoiceField(label="Type", choices=[("", "Tous"), *Nature.choices], required=False)
    etat = forms.ChoiceField(
        label="Un lot est", choices=[("", "Dans tout état"), *EtatLot.choices], required=False
    )

    def __init__(self, *args, acces, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["donneur_ordre"].queryset = acteurs(acces).donneurs_ordre().filter(parent=None)
        self.fields["operation"].queryset = Operation.objects.visible_to(acces)
        if acces.est_guichet:
            self.fields["suivi"] = SuiviField(acces=acces)

    def filter(self, marches):
        """Narrow the marchés."""
        lu = self.cleaned_data
        mots = lu["q"].strip()
        if mots:
            marches = marches.filter(
                Q(objet__unaccent__icontains=mots)
                | Q(numero__icontains=mots)
                | Q(donneur_ordre__nom__unaccent__icontains=mots)
            )
        if lu["donneur_ordre"]:
            marches = marches.filter(donneur_ordre=lu["donneur_ordre"])
        for champ in ("operation", "nature"):
            if lu[champ]:
                marches = marches.filter(**{champ: lu[champ]})
        if lu["etat"]:
            marches = marches.with_a_lot(etat=lu["etat"])
        if lu.get("suivi"):
            marches = marches.followed_by(self.fields["suivi"].user_of(lu["suivi"]))
        return marches


class LotsFiltres(forms.Form):
    """Filters of the list of lots."""

    q = forms.CharField(label="Marché, lot, titulaire", required=False)
    donneur_ordre = forms.ModelChoiceField(None, label="Donneur d’ordre", required=False, empty_label="Tous")
    etat = forms.ChoiceField(label="État", choices=[("", "Tous"), *EtatLot.choices], required=False)
    dispositif = forms.ChoiceField(
        label="Dispositif", choices=[("", "Tous"), *Dispositif.choices], required=False
    )

    def __init__(self, *args, acces, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["donneur_ordre"].queryset = acteurs(acces).donneurs_ordre().filter(parent=None)
        if acces.est_guichet:
            self.fields["suivi"] = SuiviField(acces=acces)
        else:
            del self.fields["donneur_ordre"]

    def filter(self, lots):
        """Narrow the lots."""
        lu = self.cleaned_data
        mots = lu["q"].strip()
        if mots:
            lots = lots.named(mots)
        if lu.get("donneur_ordre"):
            lots = lots.filter(marche__donneur_ordre=lu["donneur_ordre"])
        for champ in ("etat", "dispositif"):
            if lu[champ]:
                lots = lots.filter(**{champ: lu[champ]})
        if lu.get("suivi"):
            lots = lots.filter(referent=self.fields["suivi"].user_of(lu["suivi"]))
        return lots
