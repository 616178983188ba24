"""The two territoires with their actors, and the accounts that open them."""

from dataclasses import replace

from django.contrib.auth.hashers import make_password
from django.db import transaction

from guichet.base.horloge import maintenant
from guichet.comptes.demonstration import COMPTES, MOT_DE_PASSE, CompteDemo
from guichet.comptes.roles import ROLES
from guichet.comptes.services import group_of, ouvrir_appartenance
from guichet.entree.demo.acteurs import NIORT, VOISIN, ActeurDemo, siret_invente
from guichet.models import Acteur, Contact, Organisation, Territoire, Utilisateur
from guichet.organisations.ouverture import ouvrir_territoire
from guichet.organisations.services import enregistrer_acteur, enregistrer_contact
from guichet.territoires.acces import Acces, acces_systeme
from guichet.territoires.contexte import contexte

TERRITOIRES = {
    "niort": {
        "nom": "Agglomération du Niortais",
        "porteur": "Communauté d’agglomération du Niortais",
        "initiale": "N",
    },
    "voisin": {
        "nom": "Haut Val de Sèvre",
        "porteur": "Communauté de communes Haut Val de Sèvre",
        "initiale": "H",
        "accent": "#5B3A73",
    },
}
ACTEURS = {"niort": NIORT, "voisin": VOISIN}


def ouvrir_territoires() -> dict[str, Territoire]:
    """Make the territoires, their actors and the accounts; what exists is left as it is."""
    territoires = {slug: _territoire(slug) for slug in TERRITOIRES}
    for slug, territoire in territoires.items():
        with contexte(territoire.pk), transaction.atomic():
            _actors(slug, acces_systeme(territoire))
    chiffre = make_password(MOT_DE_PASSE)
    for compte in COMPTES:
        _account(compte, territoires, chiffre)
    return territoires


def _territoire(slug: str) -> Territoire:
    champs = {"departement": "79", "cree_le": maintenant(), **TERRITOIRES[slug]}
    return Territoire.objects.get_or_create(slug=slug, defaults=champs)[0]


def _actors(slug: str, par: Acces) -> None:
    faits = acteurs_par_cle(slug)
    for a in ACTEURS[slug]:
        if a.cle in faits:
            continue
        parts = {**a.parts, "parent": faits[a.parent]} if a.parent else a.parts
        acteur = enregistrer_acteur(
            nom=a.nom, siret=siret_de(a), commune=a.commune, code_postal="79000", par=par, **parts
        )
        faits[a.cle] = acteur
        _contact(acteur, a.contact, par)
        if a.parts.get("est_etat"):
            ouvrir_territoire(organisation=acteur.organisation, par=par)


def acteurs_par_cle(slug: str) -> dict[str, Acteur]:
    """Return the actors of a territoire in scope by their key: they keep it when somebody renames them."""
    connus = {
        (a.organisation.siret, a.parent_id is not None): a
        for a in Acteur.objects.select_related("organisation")
    }
    identites = {a.cle: (siret_de(a), bool(a.parent)) for a in ACTEURS[slug]}
    return {cle: connus[identite] for cle, identite in identites.items() if identite in connus}


def siret_de(a: ActeurDemo) -> str:
    """The SIRET of an actor: its own, or one that nobody bears."""
    return a.siret or siret_invente(70_000 + a.rang)


def _contact(acteur: Acteur, contact: tuple[str, str], par: Acces) -> None:
    nom, fonction = contact
    if nom and not Contact.objects.filter(acteur=acteur).exists():
        courriel = f"{nom.split()[0].lower()}@exemple.invalid".encode("ascii", "ignore").decode()
        valeurs = {"nom": nom, "fonction": fonction, "telephone": "05 49 00 00 14", "courriel": courriel}
        enregistrer_contact(acteur=acteur, valeurs={**valeurs, "principal": True}, par=par)


def _account(compte: CompteDemo, territoires: dict[str, Territoire], chiffre: str) -> None:
    identite = {"prenom": compte.prenom, "nom": compte.nom, "password": chiffre}
    utilisateur, _ = Utilisateur.objects.get_or_create(
        email=compte.email, defaults={**identite, "demonstration": True, "cree_le": maintenant()}
    )
    for slug in compte.territoires or ("niort",):
        territoire = territoires[slug]
        with contexte(territoire.pk), transaction.atomic():
            acteur = acteurs_par_cle(slug).get(compte.acteur)
            ouvrir_appartenance(
                utilisateur=utilisateur,
                organisation=acteur.organisation if acteur else _own_organisation(compte, territoire),
                role_code=compte.role_code,
                territoire=territoire if compte.territoires else None,
                acteur_id=acteur.pk if acteur and compte.territoires else None,
            )


def _own_organisation(compte: CompteDemo, territoire: Territoire) -> Organisation:
    """The carrier of the guichet, or the national platform."""
    nom = territoire.porteur if compte.territoires else "Plateforme nationale des clauses"
    organisation, _ = Organisation.objects.get_or_create(
        nom=nom, siret=None, defaults={"cree_le": maintenant()}
    )
    group_of(organisation)
    return organisation


def acces_de(nom_court: str, territoire: Territoire) -> Acces:
    """Return the access of an account of the demonstration in a territoire, in its scope.

    Acts of the demonstration are thus signed by those who would have done them.
    """
    utilisateur = Utilisateur.objects.get(email=f"{nom_court}@exemple.invalid")
    appartenance = utilisateur.appartenances.select_related("organisation").get(territoire=territoire)
    acces = Acces(
        role=ROLES[appartenance.role_code],
        territoire=territoire,
        utilisateur=utilisateur,
        appartenance=appartenance,
        organisation=appartenance.organisation,
    )
    if appartenance.acteur_id is None:
        return acces
    acteur = Acteur.objects.get(pk=appartenance.acteur_id)
    return replace(acces, acteur=acteur, acteurs_id=(acteur.pk,))
