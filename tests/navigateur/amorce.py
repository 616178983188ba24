"""Run inside an installation: sign every account in and name a page of every rule; prints JSON.

`python -m tests.navigateur.amorce` gives {"sessions", "liens", "absentes", "pages": {territoire: {who: [[url
name, address]]}}}.
"""

import json
import sys

import django

django.setup()

from django.db import transaction  # noqa: E402
from django.test import Client  # noqa: E402
from guardian.shortcuts import assign_perm  # noqa: E402

from guichet.base.horloge import maintenant  # noqa: E402
from guichet.comptes.demonstration import COMPTES  # noqa: E402
from guichet.comptes.services import ouvrir_appartenance  # noqa: E402
from guichet.droits import liens  # noqa: E402
from guichet.droits.regles import CONNECTE, PUBLIC  # noqa: E402
from guichet.droits.table import table  # noqa: E402
from guichet.models import Acteur, Appartenance, LienSigne, Organisation, Territoire, Utilisateur  # noqa: E402
from guichet.territoires.acces import acces_systeme  # noqa: E402
from guichet.territoires.contexte import contexte  # noqa: E402
from guichet.territoires.resolution import access_for, access_of_link, with_actor  # noqa: E402
from tests.navigateur.choix import first_address, is_page  # noqa: E402
from tests.navigateur.complement import complete  # noqa: E402

VIDE = "vide"
ACTEURS_VIDES = {
    "structure": {"nom": "Structure seule", "est_partenaire": True, "genre": "etti"},
    "donneur_ordre": {"nom": "Commune seule", "est_donneur_ordre": True, "categorie": "commune"},
    "prescripteur": {"nom": "Prescripteur seul", "est_prescripteur": True, "type_prescripteur": "FT"},
}
PRESCRIPTEUR_EN_LIGNE = "lien:prescripteur"


def main() -> None:
    """Open the empty territoire, sign in, list the pages."""
    vide, niort = open_empty(), Territoire.objects.get(slug="niort")
    with contexte(niort.pk), transaction.atomic():
        complete(niort)
    comptes = {
        compte.role_code: compte.email for compte in reversed(COMPTES) if "niort" in compte.territoires
    }
    comptes |= {c.role_code: c.email for c in COMPTES if not c.territoires}
    comptes["donneur_ordre"] = "donneur-ordre@exemple.invalid"
    comptes["structure"] = "structure-etti@exemple.invalid"
    sessions = {c.nom_court: session_of(c.email) for c in COMPTES}
    noms = {email.partition("@")[0]: role for role, email in comptes.items()}
    pages = {"niort": {}, VIDE: {}, "hors": {}}
    for nom, role in noms.items():
        utilisateur = Utilisateur.objects.get(email=f"{nom}@exemple.invalid")
        join(utilisateur, role, vide)
        for slug in ("niort", VIDE):
            acces = access_for(utilisateur, slug)
            if acces is not None:
                pages[slug][nom] = pages_of(acces)
        pages["hors"][nom] = outside(utilisateur, role)
    cookies = {}
    for slug in ("niort", VIDE):
        jeton, acces = link_of(slug)
        cookies[slug] = jeton
        pages[slug][PRESCRIPTEUR_EN_LIGNE] = pages_of(acces)
    pages["hors"]["visiteur"] = public()
    vues = {nom for lieu in pages.values() for liste in lieu.values() for nom, _ in liste}
    absentes = [regle.url for regle in table().values() if is_page(regle) and regle.url not in vues]
    json.dump({"sessions": sessions, "liens": cookies, "pages": pages, "absentes": absentes}, sys.stdout)


def open_empty() -> Territoire:
    """A territoire where nothing was ever recorded but the actors that accounts need."""
    vide, _ = Territoire.objects.get_or_create(
        slug=VIDE,
        defaults={"nom": "Pays sans données", "porteur": "Pays sans données", "departement": "79",
                  "initiale": "P", "cree_le": maintenant()},
    )  # fmt: skip
    return vide


def join(utilisateur, role: str, territoire) -> None:
    """Give somebody in the empty territoire the role that they have in the demonstration."""
    sienne = Appartenance.objects.filter(utilisateur=utilisateur).first()
    if sienne.role.etat:
        assign_perm("guichet.lire_territoire", sienne.organisation.groupe, territoire)
        return
    if sienne.territoire is None:
        return
    with contexte(territoire.pk), transaction.atomic():
        acteur = actor_for(role, territoire)
        ouvrir_appartenance(
            utilisateur=utilisateur, organisation=acteur.organisation if acteur else sienne.organisation,
            role_code=role, territoire=territoire, acteur_id=acteur.pk if acteur else None,
        )  # fmt: skip


def actor_for(role: str, territoire):
    """The actor for which a role works there, made once; None for the guichet."""
    champs = ACTEURS_VIDES.get(role)
    if champs is None:
        return None
    organisation, _ = Organisation.objects.get_or_create(
        nom=champs["nom"], defaults={"cree_le": maintenant()}
    )
    return Acteur.objects.get_or_create(
        territoire=territoire, organisation=organisation, defaults={**champs, "cree_le": maintenant()}
    )[0]


def session_of(email: str) -> str:
    """Open a session without the login page: it is visited by its own test."""
    client = Client()
    client.force_login(
        Utilisateur.objects.get(email=email), backend="django.contrib.auth.backends.ModelBackend"
    )
    return client.cookies["sessionid"].value


def link_of(slug: str):
    """A signed link of a prescriber: its token and its access."""
    territoire = Territoire.objects.get(slug=slug)
    with contexte(territoire.pk), transaction.atomic():
        acteur = actor_for("prescripteur", territoire) if slug == VIDE else None
        acteur = acteur or Acteur.objects.prescripteurs().order_by("pk").first()
        lien = liens.creer_lien(
            genre=LienSigne.Genre.PRESCRIPTEUR, acteur=acteur, par=acces_systeme(territoire)
        )
        return liens.sign(lien, slug), access_of_link(territoire, lien)


def pages_of(acces) -> list:
    """Name one address of each rule that this access may read in its territoire, where an example exists."""
    with contexte(acces.territoire.pk, lecture=True), transaction.atomic():
        acces = with_actor(acces)
        trouvees = []
        for regle in table().values():
            if acces.role.code in regle.roles and "GET" in regle.methodes:
                adresse = first_address(regle, acces)
                if adresse:
                    trouvees.append([regle.url, adresse])
    return trouvees


def outside(utilisateur, role: str) -> list:
    """Pages of one's account, and the doors of the State and of the platform."""
    doors = {"accueil_etat": "ddetspp", "etat_departement": "ddetspp", "france": "plateforme"}
    adresses = [
        [regle.url, first_address(regle, None)]
        for regle in table().values()
        if regle.roles == CONNECTE and "GET" in regle.methodes and doors.get(regle.url, role) == role
    ]
    return [page for page in adresses if page[1]]


def public() -> list:
    """Pages that anybody may open."""
    return [
        [regle.url, adresse]
        for regle in table().values()
        if regle.roles == PUBLIC and "GET" in regle.methodes and (adresse := first_address(regle, None))
    ]


if __name__ == "__main__":
    main()
