"""Who sees which relevés, hours and decisions; and the one source of hour totals."""

from decimal import Decimal

from django.db.models import F, OuterRef, Q, Subquery, Sum, Value
from django.db.models.functions import Coalesce

from guichet.base.champs import Heures
from guichet.territoires.querysets import TenantQuerySet

ZERO = Value(Decimal("0.00"), output_field=Heures())


def hours(expression, filtre=None):
    """Return the sum of an hours expression, 0 when there is none."""
    return Coalesce(Sum(expression, filter=filtre, output_field=Heures()), ZERO)


class ReleveQuerySet(TenantQuerySet):
    """Monthly statements."""

    def visible_to(self, acces):
        """The guichet sees all; a structure its own."""
        releves = self.du_territoire(acces)
        if acces.est_guichet:
            return releves
        if acces.est_structure:
            return releves.filter(employeur__in=acces.acteurs_id)
        return releves.none()

    def with_list_data(self):
        """Load what a list shows: employer, number of lines, hours, lines to look at."""
        from publics.models import LigneReleve

        lignes = LigneReleve.objects.filter(releve=OuterRef("pk")).order_by().values("releve")
        total = lignes.annotate(s=hours("heures")).values("s")
        return self.select_related("employeur").annotate(heures=Subquery(total))


class LigneQuerySet(TenantQuerySet):
    """Lines of hours. Every total of the product comes from `totaux`."""

    def visible_to(self, acces):
        """The guichet sees all; a structure its own; a buyer those of its lots (it is shown sums only)."""
        from marches.models import Lot

        lignes = self.du_territoire(acces)
        if acces.est_guichet or acces.est_etat:
            return lignes
        if acces.est_structure:
            return lignes.filter(employeur__in=acces.acteurs_id)
        if acces.est_donneur_ordre or acces.role.code == "lien:entreprise":
            return lignes.filter(lot__in=Lot.objects.visible_to(acces).values("pk"))
        return lignes.none()

    def courantes(self):
        """Keep the lines that count: replaced, ignored and set-aside ones are left out."""
        return self.filter(courante=True).exclude(etat__in=["mise_de_cote", "ignoree"])

    def sommes(self) -> dict:
        """Return the named sums to annotate or aggregate: the only definitions of hour totals.

        Running lines only; `declarees` are hours still under control.
        """
        return {
            "validees": hours("heures_validees"),
            "a_decider": hours("heures_a_decider"),
            "refusees": hours("heures_refusees"),
            "invalidees": hours("heures_invalidees"),
            "declarees": hours(
                F("heures")
                - F("heures_validees")
                - F("heures_refusees")
                - F("heures_invalidees")
                - F("heures_a_decider"),
                Q(etat__in=["sans_anomalie", "a_confirmer", "a_corriger"], heures__isnull=False),
            ),
        }

    def totaux(self) -> dict:
        """Return the five totals of these lines, in hours."""
        return self.courantes().aggregate(**self.sommes())

    def totaux_par(self, *champs):
        """Return the five totals grouped by fields (`"lot"`, `"mois"`…), as dicts."""
        return self.courantes().order_by().values(*champs).annotate(**self.sommes())


class DecisionQuerySet(TenantQuerySet):
    """Decisions on hours that started too early."""

    def visible_to(self, acces):
        """The guichet sees all; a buyer those of its lots once sent; a structure those of its missions."""
        from marches.models import Lot

        decisions = self.du_territoire(acces)
        if acces.est_guichet:
            return decisions
        if acces.est_donneur_ordre:
            return decisions.filter(
                lot__in=Lot.objects.visible_to(acces).values("pk"),
                etat__in=["transmise", "decidee", "revisee"],
            )
        if acces.est_structure:
            return decisions.filter(mission__employeur__in=acces.acteurs_id)
        return decisions.none()


class JustificatifQuerySet(TenantQuerySet):
    """Proofs attached to relevés and lines."""

    def visible_to(self, acces):
        """Those of the relevés one sees."""
        from publics.models import Releve

        return self.du_territoire(acces).filter(releve__in=Releve.objects.visible_to(acces).values("pk"))
