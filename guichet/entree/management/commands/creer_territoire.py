"""`manage.py creer_territoire`: open a real territoire and invite its first administrator."""

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from guichet.base.horloge import maintenant
from guichet.comptes.services import group_of, inviter
from guichet.models import Organisation, Territoire
from guichet.territoires.acces import acces_systeme
from guichet.territoires.contexte import contexte


class Command(BaseCommand):
    """Exit status: 0 opened, 2 refused (the reason is printed)."""

    help = "Ouvre un territoire et imprime le lien d’invitation de son administrateur (7 jours, une fois)."

    def add_arguments(self, parser):
        parser.add_argument("slug", help="Adresse courte, par exemple niort.")
        parser.add_argument(
            "nom", help="Nom montré dans le bandeau, par exemple « Agglomération du Niortais »."
        )
        parser.add_argument("departement", help="Code du département : 79, 2A, 974.")
        parser.add_argument("courriel", help="Adresse de l’administrateur à inviter.")
        parser.add_argument(
            "--porteur", default="", help="Collectivité ou association porteuse (défaut : nom)."
        )

    def handle(self, *, slug, nom, departement, courriel, porteur, **_options):
        territoire = Territoire(
            slug=slug,
            nom=nom,
            porteur=porteur or nom,
            departement=departement.upper(),
            initiale=nom[:1].upper(),
            cree_le=maintenant(),
        )
        try:
            territoire.full_clean()
        except ValidationError as erreur:
            raise CommandError(_reasons(erreur), returncode=2) from erreur
        self.stdout.write(
            f"Territoire ouvert. Lien d’invitation de {courriel} :\n{_open(territoire, courriel)}"
        )


@transaction.atomic
def _open(territoire: Territoire, courriel: str) -> str:
    """Write the territoire and its carrier; return the link of the invitation."""
    territoire.save()
    organisation = Organisation.objects.create(nom=territoire.porteur, cree_le=maintenant())
    group_of(organisation)
    with contexte(territoire.pk):
        return inviter(
            email=courriel,
            role_code="administrateur",
            organisation=organisation,
            par=acces_systeme(territoire),
        )


def _reasons(erreur: ValidationError) -> str:
    return " ".join(f"{champ} : {' '.join(phrases)}" for champ, phrases in erreur.message_dict.items())
