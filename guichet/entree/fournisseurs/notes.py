"""Notes with a day to come back to them."""

from django.db.models import CharField, F, Value
from django.db.models.functions import Concat

from guichet.base.dates import jour as ecrire_jour
from guichet.entree.fournisseurs.source import Source
from guichet.entree.taches import Tache
from guichet.journal.models import Note
from guichet.journal.references import reference_to


def _notes(acces):
    if not acces.est_guichet:
        return None
    return Note.objects.visible_to(acces).filter(relancer_le__isnull=False, faite_le__isnull=True)


def _note(acces, ligne) -> Tache:
    modele, objet = ligne["t3"].rsplit(":", 1)
    moi = str(acces.utilisateur.pk) if acces.utilisateur else ""
    auteur, _, nom = ligne["t4"].partition(":")
    return Tache(
        quoi=f"Relancer : {ligne['t1'][:60]}",
        objet=ligne["t2"],
        url=acces.url("journal:historique", reference_to(acces.territoire.pk, modele, int(objet))),
        depuis=ligne["j1"],
        qui=nom,
        qui_detail=f"à relancer le {ecrire_jour(ligne['j2'])}",
        a_moi=auteur == moi,
        echeance=ligne["j2"],
        consequence="L’échange noté reste sans suite.",
        domaine="notes",
    )


SOURCES = (
    Source(
        "note",
        _notes,
        {
            "t1": F("texte"),
            "t2": F("objet_nom"),
            "t3": Concat("objet_type", Value(":"), "objet_id", output_field=CharField()),
            "t4": Concat(
                "auteur", Value(":"), "auteur__prenom", Value(" "), "auteur__nom", output_field=CharField()
            ),
            "j1": F("le"),
            "j2": F("relancer_le"),
        },
        _note,
    ),
)
