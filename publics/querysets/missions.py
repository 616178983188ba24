"""Who sees which missions and contracts."""

from django.db.models import Count, Exists, OuterRef, Q, Subquery

from guichet.territoires.querysets import TenantQuerySet
from publics.querysets.noms import of_person

SANS_EFFET = ("annulee", "refusee")
"""States of a mission that never gave the right to work."""


class MissionQuerySet(TenantQuerySet):
    """Missions."""

    def visible_to(self, acces):
        """The guichet sees all; a structure its own."""
        missions = self.du_territoire(acces)
        if acces.est_guichet:
            return missions
        if acces.est_structure:
            return missions.filter(employeur__in=acces.acteurs_id)
        return missions.none()

    def actives_en(self, debut, fin):
        """Keep the missions that overlap a period, both ends included; cancelled ones left out (R5)."""
        return self.effectives().filter(Q(fin__isnull=True) | Q(fin__gte=debut), debut__lte=fin)

    def effectives(self):
        """Leave out the missions refused or cancelled."""
        return self.exclude(etat__in=SANS_EFFET)

    def au_nom_de(self, texte: str):
        """Keep the missions of the persons whose name holds every word searched."""
        return of_person(self, texte)

    def a_valider(self):
        """Keep the requests that wait for the guichet, the first to start first."""
        return self.filter(etat="a_valider", demandee_le__isnull=False).order_by("debut", "pk")

    def with_list_data(self):
        """Load what a list shows: person, lot, marché, employer, number of contracts and last known end."""
        from publics.models import Contrat

        contrats = Contrat.objects.filter(mission=OuterRef("pk")).order_by().values("mission")
        return self.select_related("participant", "lot__marche", "employeur").annotate(
            nombre_contrats=Subquery(contrats.annotate(n=Count("pk")).values("n"))
        )

    def with_habilitation(self):
        """Add `habilite`: a convention in force lets the employer work so on the first day of the mission."""
        from publics.models import Habilitation

        permises = Habilitation.objects.filter(
            Q(fin__isnull=True) | Q(fin__gte=OuterRef("debut")),
            partenaire=OuterRef("employeur"),
            modalite=OuterRef("modalite"),
            debut__lte=OuterRef("debut"),
        )
        return self.annotate(habilite=Q(modalite="embauche") | Exists(permises))


class ContratQuerySet(TenantQuerySet):
    """Contracts."""

    def visible_to(self, acces):
        """Those of the missions one sees."""
        from publics.models import Mission

        return self.du_territoire(acces).filter(mission__in=Mission.objects.visible_to(acces).values("pk"))

    def en_cours_du(self, debut, fin):
        """Keep the contracts that run on a day of the period, both ends included."""
        return self.filter(Q(fin__isnull=True) | Q(fin__gte=debut), debut__lte=fin)


class HabilitationQuerySet(TenantQuerySet):
    """What structures may do."""

    def visible_to(self, acces):
        """The guichet sees all; a structure its own."""
        habilitations = self.du_territoire(acces)
        if acces.est_guichet:
            return habilitations
        if acces.est_structure:
            return habilitations.filter(partenaire__in=acces.acteurs_id)
        return habilitations.none()

    def en_vigueur_le(self, jour):
        """Keep those in force on a day, both ends included."""
        return self.filter(Q(fin__isnull=True) | Q(fin__gte=jour), debut__lte=jour)
