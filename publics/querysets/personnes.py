"""Who sees which persons, fiches and titles."""

from django.contrib.postgres.expressions import ArraySubquery
from django.contrib.postgres.search import TrigramSimilarity
from django.db.models import Func, OuterRef, Q, Subquery, Sum, Value
from django.db.models.functions import Coalesce, Concat, JSONObject, Lower

from guichet.tableaux.noms import cle_de_personne
from guichet.territoires.querysets import TenantQuerySet
from publics.querysets.noms import of_person

PRESCRIPTEURS = frozenset({"prescripteur", "lien:prescripteur"})
SIMILITUDE = 0.35
"""Share of common trigrams above which two names are shown as close."""
QUASI_HOMONYME = 0.7
"""Share above which a second record is suspected whatever the birth date."""


def born_like(personne, similitude: float) -> Q:
    """Return the condition 'born the same day, with a name at least this close'; never met without a date."""
    if personne.ne_le is None:
        return Q(pk__in=())
    return Q(ne_le=personne.ne_le, similitude__gte=similitude)


class ParticipantQuerySet(TenantQuerySet):
    """Persons."""

    def visible_to(self, acces):
        """The guichet sees all; a structure those it employs or asked for; a prescriber those it sent.

        A refused or cancelled request gives no sight of the person.
        """
        from publics.models import Mission, Prescription

        personnes = self.du_territoire(acces)
        if acces.est_guichet:
            return personnes
        if acces.est_structure:
            siennes = Mission.objects.visible_to(acces).effectives().values("participant")
            demandees = Prescription.objects.visible_to(acces).values("participant")
            return personnes.filter(Q(pk__in=siennes) | Q(pk__in=demandees))
        if acces.role.code in PRESCRIPTEURS:
            return personnes.filter(pk__in=Prescription.objects.visible_to(acces).values("participant"))
        return personnes.none()

    def with_facts(self):
        """Add what the clocks read beside titles and missions.

        `mois_prolonges`: months of eligibility granted, 0 or more. `fiches_sans_titre`: fiches not validated,
        as `{"signee_le", "etat"}`.
        """
        from publics.models import Prescription, Prolongation

        mois = Prolongation.objects.filter(participant=OuterRef("pk")).order_by().values("participant")
        fiches = Prescription.objects.filter(participant=OuterRef("pk"), signee_le__isnull=False)
        return self.annotate(
            mois_prolonges=Coalesce(Subquery(mois.annotate(s=Sum("mois")).values("s")), 0),
            fiches_sans_titre=ArraySubquery(
                fiches.exclude(etat__in=["brouillon", "validee"])
                .order_by("pk")
                .values(faits=JSONObject(signee_le="signee_le", etat="etat"))
            ),
        )

    def with_sort_name(self):
        """Add `nom_tri`: names in the order of a French dictionary."""
        return self.annotate(nom_tri=Func(Lower(Concat("nom", Value(" "), "prenom")), function="unaccent"))

    def nommees(self, nom: str, prenom: str):
        """Keep the persons who bear exactly these names, whatever the order, accents or hyphens."""
        return self.filter(cle_nom=cle_de_personne(nom, prenom))

    def proches_de(self, personne):
        """Keep those that may be the same as `personne`, closest first: same birth date or close name."""
        return (
            self.filter(anonymise_le__isnull=True, a_rapprocher=False)
            .exclude(pk=personne.pk)
            .annotate(similitude=TrigramSimilarity("cle_nom", personne.cle_nom))
            .filter(Q(similitude__gte=SIMILITUDE) | born_like(personne, 0.1))
            .order_by("-similitude", "pk")
        )

    def doublons_possibles(self, personne):
        """Keep those so close that she may have been recorded twice."""
        memes = Q(similitude__gte=QUASI_HOMONYME) | born_like(personne, SIMILITUDE)
        return self.proches_de(personne).filter(memes)

    def cherchees(self, texte: str):
        """Keep those whose name holds every word searched, without accents, or whose PASS IAE begins so."""
        compact = "".join(texte.split())
        if compact.isdigit():
            return self.filter(pass_iae__startswith=compact)
        return of_person(self, texte, "")

    def en_situation(self, situation: str):
        """Keep those of a situation: `en_mission`, `sans_mission`, `a_rapprocher`; all for an empty word."""
        from publics.models import Mission

        if not situation:
            return self
        if situation == "a_rapprocher":
            return self.filter(a_rapprocher=True)
        en_cours = Mission.objects.filter(etat__in=["en_cours", "suspendue"]).values("participant")
        return self.filter(pk__in=en_cours) if situation == "en_mission" else self.exclude(pk__in=en_cours)


class PrescriptionQuerySet(TenantQuerySet):
    """Fiches de prescription."""

    def visible_to(self, acces):
        """The guichet sees all; a prescriber and a link their own; a structure those that name it."""
        fiches = self.du_territoire(acces)
        if acces.est_guichet:
            return fiches
        if acces.role.code == "prescripteur":
            return fiches.filter(prescripteur__in=acces.acteurs_id)
        if acces.role.code == "lien:prescripteur":
            return fiches.filter(lien=acces.lien)
        if acces.est_structure:
            return fiches.filter(Q(structure__in=acces.acteurs_id) | Q(prescripteur__in=acces.acteurs_id))
        return fiches.none()

    def au_nom_de(self, texte: str):
        """Keep the fiches of the persons whose name holds every word searched."""
        return of_person(self, texte)

    def a_traiter(self):
        """Keep the fiches that wait for the guichet, oldest first."""
        return self.filter(etat="transmise").order_by("transmise_le", "pk")

    def with_list_data(self):
        """Load what a list shows: person, prescriber, structure, retained criterion."""
        from publics.models import Critere

        premier = Critere.objects.filter(prescription=OuterRef("pk")).order_by("-retenu", "pk")
        return self.select_related("participant", "prescripteur", "structure").annotate(
            critere_code=Subquery(premier.values("code")[:1])
        )


class TitreQuerySet(TenantQuerySet):
    """Titles."""

    def visible_to(self, acces):
        """The guichet sees all; the others those of the persons they see, never another employer's status."""
        from publics.models import Participant

        titres = self.du_territoire(acces)
        if acces.est_guichet:
            return titres
        siens = titres.filter(Q(structure__isnull=True) | Q(structure__in=acces.acteurs_id))
        return siens.filter(participant__in=Participant.objects.visible_to(acces).values("pk"))

    def valables_le(self, jour):
        """Keep the titles in force on a day, both ends included; suspensions are left to the pure rule."""
        return self.filter(Q(fin__isnull=True) | Q(fin__gte=jour), debut__lte=jour)
