"""Who sees which marchés and lots (R14: before publication, the guichet and the buyer only)."""

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import OuterRef, Q, Subquery, Sum

from guichet.territoires.querysets import TenantQuerySet
from marches import heures_des_lots


def of_buyer(acces, prefixe: str = "") -> Q:
    """Return the condition 'belongs to the buyer (or the service) of this access'."""
    ids = acces.acteurs_id
    return Q(**{f"{prefixe}donneur_ordre__in": ids}) | Q(**{f"{prefixe}service__in": ids})


class OperationQuerySet(TenantQuerySet):
    """Opérations."""

    def visible_to(self, acces):
        """The guichet sees all, a buyer its own."""
        operations = self.du_territoire(acces)
        if acces.est_guichet:
            return operations
        if acces.est_donneur_ordre:
            return operations.filter(donneur_ordre__in=acces.acteurs_id)
        return operations.none()


class MarcheQuerySet(TenantQuerySet):
    """Marchés."""

    def visible_to(self, acces):
        """The guichet sees all, a buyer its own, the State and structures the notified ones."""
        marches = self.du_territoire(acces)
        if acces.est_guichet:
            return marches
        if acces.est_donneur_ordre:
            return marches.filter(of_buyer(acces))
        if acces.est_etat or acces.est_structure:
            return marches.filter(notifie_le__isnull=False)
        return marches.none()

    def with_a_lot(self, **conditions):
        """Keep the marchés of which one lot answers these conditions."""
        from marches.models import Lot

        return self.filter(pk__in=Lot.objects.filter(**conditions).values("marche"))

    def followed_by(self, utilisateur):
        """Keep the marchés that somebody follows, or of which they follow a lot."""
        from marches.models import Lot

        return self.filter(
            Q(referent=utilisateur) | Q(pk__in=Lot.objects.filter(referent=utilisateur).values("marche"))
        )

    def with_list_data(self):
        """Load what a list shows beside the marché: buyer, states of its lots, their hours due."""
        from marches.models import Lot

        lots = Lot.objects.filter(marche=OuterRef("pk")).order_by().values("marche")
        return self.select_related("donneur_ordre", "service", "referent").annotate(
            etats_lots=Subquery(lots.annotate(e=ArrayAgg("etat")).values("e")),
            heures_engagees=Subquery(lots.annotate(h=Sum("heures_engagees")).values("h")),
        )


class LotQuerySet(TenantQuerySet):
    """Lots."""

    def visible_to(self, acces):
        """The guichet sees all, a buyer its own, a company those it holds, others the notified ones."""
        lots = self.du_territoire(acces)
        if acces.est_guichet:
            return lots
        if acces.est_donneur_ordre:
            return lots.filter(of_buyer(acces, "marche__"))
        if acces.role.code == "lien:entreprise":
            return lots.filter(pk__in=self._held_by(acces.acteurs_id))
        if acces.est_etat or acces.est_structure:
            return lots.filter(notifie_le__isnull=False)
        return lots.none()

    def _held_by(self, entreprises):
        from marches.models import Attribution

        return Attribution.objects.filter(entreprise__in=entreprises).values("lot")

    def named(self, mots: str):
        """Keep the lots whose marché, title, number or company holds these words."""
        from marches.models import Attribution

        tenus = Attribution.objects.filter(entreprise__nom__unaccent__icontains=mots).values("lot")
        return self.filter(
            Q(intitule__unaccent__icontains=mots)
            | Q(marche__objet__unaccent__icontains=mots)
            | Q(marche__numero__icontains=mots)
            | Q(pk__in=tenus)
        )

    def clauses(self):
        """Keep the lots that bear a clause, from decision to end."""
        return self.exclude(etat__in=["identifie", "a_etude", "sans_clause", "infructueux", "sans_suite"])

    def en_execution(self):
        """Keep running lots: notified, under way or suspended."""
        return self.filter(etat__in=["notifie", "en_cours", "suspendu"])

    def receptionnes(self):
        """Keep the lots whose rate is final: received, completed or closed (R8)."""
        return self.filter(etat__in=["receptionne", "acheve", "clos"])

    def with_list_data(self):
        """Load what a list shows beside the lot: marché, buyer, first company and its contact, hours done."""
        from guichet.models import Contact
        from marches.models import Attribution

        titulaires = Attribution.objects.filter(
            lot=OuterRef("pk"), role__in=["titulaire", "mandataire"], jusqu_au=None
        ).order_by("pk")
        contacts = Contact.objects.filter(acteur=OuterRef("titulaire_id")).order_by("-principal", "nom", "pk")
        validees = heures_des_lots.validees()
        return (
            self.select_related("marche", "marche__donneur_ordre", "marche__service", "referent")
            .annotate(
                titulaire_id=Subquery(titulaires.values("entreprise")[:1]),
                titulaire_nom=Subquery(titulaires.values("entreprise__nom")[:1]),
                heures_validees=validees,
            )
            .annotate(
                contact_nom=Subquery(contacts.values("nom")[:1]),
                contact_telephone=Subquery(contacts.values("telephone")[:1]),
            )
        )
