"""Notes with a day to come back to them."""

from guichet.base.dates import jour as ecrire_jour
from guichet.entree.taches import Tache
from guichet.journal.models import Note
from guichet.journal.references import reference_to


def notes_a_relancer(acces, jour) -> list[Tache]:
    """Reminders of the guichet whose day has come, or comes within the month."""
    if not acces.est_guichet:
        return []
    notes = (
        Note.objects.visible_to(acces)
        .filter(relancer_le__isnull=False, faite_le__isnull=True)
        .select_related("auteur")
        .order_by("relancer_le", "pk")
    )
    return [
        Tache(
            quoi=f"Relancer : {n.texte[:60]}",
            objet=n.objet_nom,
            url=acces.url("journal:historique", reference_to(n.territoire_id, n.objet_type, n.objet_id)),
            depuis=n.le.date(),
            qui=n.auteur.nom_complet,
            qui_detail=f"à relancer le {ecrire_jour(n.relancer_le)}",
            a_moi=n.auteur_id == (acces.utilisateur.pk if acces.utilisateur else None),
            echeance=n.relancer_le,
            consequence="L’échange noté reste sans suite.",
            domaine="notes",
        )
        for n in notes
    ]
