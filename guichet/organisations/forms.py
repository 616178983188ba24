"""Forms of actors and contacts, filters of their lists."""

from django import forms
from django.core.validators import RegexValidator
from django.db.models import Q

from guichet.base.champs import valider_siret
from guichet.models import Acteur, Contact
from guichet.organisations.genres import CategorieDonneurOrdre, Genre, TypePrescripteur
from guichet.organisations.services import MODIFIABLES, PARTS

TELEPHONE = RegexValidator(r"^[\d +().-]{6,20}$", "Un numéro de téléphone s’écrit avec des chiffres.")
CODE_POSTAL = RegexValidator(r"^\d{5}$", "Un code postal a 5 chiffres.")


class ActeurForm(forms.ModelForm):
    """What an actor is in the territoire."""

    class Meta:
        model = Acteur
        fields = MODIFIABLES
        labels = {"nom": "Nom d’usage", "genre": "Genre de structure", "parent": "Service de"}

    def __init__(self, *args, acces, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["genre"].choices = [("", "Pas une structure partenaire"), *Genre.choices]
        self.fields["categorie"] = _choice(
            "Catégorie de donneur d’ordre", "Pas un donneur d’ordre", CategorieDonneurOrdre.choices
        )
        self.fields["type_prescripteur"] = _choice(
            "Type de prescripteur", "Pas un prescripteur", TypePrescripteur.choices
        )
        self.fields["parent"] = forms.ModelChoiceField(
            Acteur.objects.visible_to(acces)
            .donneurs_ordre()
            .filter(parent=None)
            .exclude(pk=self.instance.pk),
            label="Service de",
            required=False,
            empty_label="Ce n’est pas un service",
            help_text="Un service d’un donneur d’ordre ne voit que ses propres lots.",
        )

    def clean(self):
        """A buyer has a category, a prescriber a kind: the bilan breaks them down."""
        lues = super().clean()
        if lues.get("est_donneur_ordre") and not lues.get("categorie") and not lues.get("parent"):
            self.add_error("categorie", "Choisissez la catégorie du donneur d’ordre.")
        if lues.get("est_partenaire") and not lues.get("genre"):
            self.add_error("genre", "Choisissez le genre de la structure : ses règles en dépendent.")
        if lues.get("est_prescripteur") and not lues.get("type_prescripteur"):
            self.add_error("type_prescripteur", "Choisissez le type de prescripteur.")
        return lues

    @property
    def parts(self):
        """The boxes that say which parts the actor plays."""
        return [self[part] for part in PARTS]


class ActeurCreerForm(ActeurForm):
    """A new actor: its SIRET finds the organisation if we know it already."""

    siret = forms.CharField(
        label="SIRET",
        required=False,
        max_length=18,
        help_text="14 chiffres. Une organisation déjà connue est retrouvée par son SIRET exact.",
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )
    commune = forms.CharField(label="Commune", max_length=120, required=False)
    code_postal = forms.CharField(label="Code postal", max_length=5, required=False, validators=[CODE_POSTAL])

    class Meta(ActeurForm.Meta):
        fields = tuple(champ for champ in MODIFIABLES if champ != "actif")

    def clean_siret(self) -> str:
        """Return the 14 digits; a wrong key is refused."""
        siret = "".join(self.cleaned_data["siret"].split())
        if siret:
            valider_siret(siret)
        return siret

    def validate_unique(self):
        """Leave it to the service: a known actor is completed, not refused."""


class ContactForm(forms.ModelForm):
    """Somebody to call or write to."""

    telephone = forms.CharField(label="Téléphone", max_length=20, required=False, validators=[TELEPHONE])

    class Meta:
        model = Contact
        fields = ["nom", "fonction", "telephone", "courriel", "principal"]


class ActeursFiltres(forms.Form):
    """Filters common to the lists of actors."""

    q = forms.CharField(label="Nom ou SIRET", required=False)
    inactifs = forms.BooleanField(label="Montrer aussi les inactifs", required=False)

    def __init__(self, *args, acces, **kwargs):
        super().__init__(*args, **kwargs)

    def filter(self, acteurs):
        """Narrow the actors."""
        mots = self.cleaned_data["q"].strip()
        if mots:
            chiffres = "".join(mots.split())
            acteurs = acteurs.filter(
                Q(nom__unaccent__icontains=mots)
                | Q(organisation__nom__unaccent__icontains=mots)
                | Q(organisation__siret__startswith=chiffres)
            )
        return acteurs if self.cleaned_data["inactifs"] else acteurs.filter(actif=True)


class PartenairesFiltres(ActeursFiltres):
    """Structures, by kind."""

    genre = forms.ChoiceField(label="Genre", choices=[("", "Tous"), *Genre.choices], required=False)

    field_order = ["q", "genre", "inactifs"]

    def filter(self, acteurs):
        """Narrow the structures."""
        acteurs = super().filter(acteurs)
        genre = self.cleaned_data["genre"]
        return acteurs.filter(genre=genre) if genre else acteurs


class DonneursFiltres(ActeursFiltres):
    """Buyers, by category."""

    categorie = forms.ChoiceField(
        label="Catégorie", choices=[("", "Toutes"), *CategorieDonneurOrdre.choices], required=False
    )

    field_order = ["q", "categorie", "inactifs"]

    def filter(self, acteurs):
        """Narrow the buyers."""
        acteurs = super().filter(acteurs)
        categorie = self.cleaned_data["categorie"]
        return acteurs.filter(categorie=categorie) if categorie else acteurs


def _choice(libelle: str, vide: str, choix) -> forms.ChoiceField:
    return forms.ChoiceField(label=libelle, choices=[("", vide), *choix], required=False)
