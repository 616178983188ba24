"""From a line of the rights table to addresses: one's own object, another's, a neighbour territoire's, none.

A rule whose `objet` key has no example makes `ExempleAbsent`, which says where to add it.
"""

from dataclasses import dataclass
from functools import cache

from django.urls import URLResolver, get_resolver, reverse

from guichet.droits.regles import PUBLIC, Regle
from guichet.journal.references import reference, reference_to
from tests.droits.camp import Camp
from tests.droits.monde import Monde

# A URL that needs an object in another state than the example of its key: URL -> key of `Camp.objets`.
EN_PARTICULIER = {
    "conventions:convention_rediger": "convention_brouillon",
    "ouvrir_lien": "jeton_lien",
}
# What a role reads beyond its own, and what stays closed: (key, role) -> (key seen, key of another not seen).
PARTAGES = {
    ("acteur", "ddetspp"): ("acteur", "donneur_ordre"),
    ("lot", "structure"): ("lot", "lot_a_l_etude"),
    ("lot", "ddetspp"): ("lot", "lot_a_l_etude"),
    ("convention", "ddetspp"): ("convention", "convention_brouillon"),
    ("bilan", "ddetspp"): ("bilan", "bilan_brouillon"),
}
# What a URL asks besides its arguments: URL -> (parameter, key of `Camp.objets`), for the guichet.
REQUETES = {
    "publics:releve_modele": ("employeur", "acteur"),
    "publics:releve_saisir": ("employeur", "acteur"),
}
PERSONNELS = frozenset({"vue", "choisir_role"})
"""Keys or URLs where even the guichet sees its own only."""
ARGUMENTS = {"verbe": "suspendre", "uidb36": "1", "key": "x"}
MANQUANT = 987_654_321


class ExempleAbsent(LookupError):
    """A line of the rights table that the world cannot fill."""


@dataclass(frozen=True)
class Adresses:
    """Addresses of a URL for a role. `autre` is empty when the role has no stranger inside its territoire."""

    mienne: str
    autre: str = ""
    ailleurs: str = ""
    manquante: str = ""


@cache
def _parameters() -> dict[str, tuple[str, ...]]:
    return dict(_walk(get_resolver(), "", ()))


def _walk(resolveur, espace: str, venus: tuple[str, ...]):
    for motif in resolveur.url_patterns:
        noms = (*venus, *motif.pattern.regex.groupindex)
        if isinstance(motif, URLResolver):
            yield from _walk(motif, f"{espace}{motif.namespace}:" if motif.namespace else espace, noms)
        else:
            yield f"{espace}{motif.name}", noms


def parameters(nom: str) -> tuple[str, ...]:
    """Return the names of the arguments of a URL (`("slug", "pk")`)."""
    return _parameters()[nom]


def example(camp: Camp, cle: str, role: str):
    """Return the row of a side for a key. Raises ExempleAbsent."""
    if cle not in camp.objets:
        raise ExempleAbsent(
            f"Aucun exemple pour l’objet « {cle} » : ajoutez-le à objets dans tests/droits/camp.py."
        )
    objet = camp.objets[cle]
    return objet.get(role, objet["facilitateur"]) if isinstance(objet, dict) else objet


def addresses(monde: Monde, regle: Regle, role: str) -> Adresses:
    """Return the addresses of a rule for a role. Raises ExempleAbsent."""
    noms = parameters(regle.url)
    if not regle.objet:
        mienne = _reverse(regle.url, noms, monde.ici, {})
        ailleurs = _reverse(regle.url, noms, monde.ailleurs, {}) if "slug" in noms else ""
        return Adresses(mienne + asked(monde.ici, regle), ailleurs=ailleurs)
    cle = EN_PARTICULIER.get(regle.url, regle.objet)
    vue, fermee = PARTAGES.get((cle, role), (cle, ""))
    autre = _value(monde.voisin, vue, role)
    if fermee:
        autre = _value(monde.ici, fermee, role)
    seul = _has_own_only(regle, role)
    a_moi = {**_value(monde.ici, vue, role)}
    return Adresses(
        mienne=_reverse(regle.url, noms, monde.ici, a_moi),
        autre=_reverse(regle.url, noms, monde.ici, autre) if seul else "",
        ailleurs=_reverse(regle.url, noms, monde.ici, _value(monde.ailleurs, vue, role)),
        manquante=_reverse(regle.url, noms, monde.ici, _missing(monde, regle.objet)),
    )


def asked(camp: Camp, regle: Regle) -> str:
    """Return the query string that a URL needs, empty for most."""
    if regle.url not in REQUETES:
        return ""
    parametre, cle = REQUETES[regle.url]
    return f"?{parametre}={camp.objets[cle].pk}"


def _has_own_only(regle: Regle, role: str) -> bool:
    """Whether a role sees its own rows only: all but the guichet, which sees the territoire."""
    if PERSONNELS & {regle.objet, regle.url}:
        return True
    return bool(regle.relation) and role not in ("administrateur", "facilitateur", "assistant", "anonyme")


def _value(camp: Camp, cle: str, role: str) -> dict:
    """Return the arguments that name the example of a side."""
    if cle == "departement":
        return {"departement": camp.territoire.departement}
    if cle == "code":
        return {"code": camp.objets["convention"].document.code}
    if cle.startswith("jeton"):
        return {"jeton": camp.objets[cle]}
    objet = example(camp, cle, role)
    if cle == "reference":
        return {"reference": reference(objet)}
    return {"pk": objet.pk}


def _missing(monde: Monde, cle: str) -> dict:
    if cle == "reference":
        return {"reference": reference_to(monde.territoire.pk, "marches.lot", MANQUANT)}
    absents = {"departement": "2A", "code": "ABCD-EFGH-JKLM", "jeton": "rien"}
    return {cle: absents[cle]} if cle in absents else {"pk": MANQUANT}


def _reverse(url: str, noms: tuple[str, ...], camp: Camp, valeurs: dict) -> str:
    arguments = {"slug": camp.territoire.slug, **ARGUMENTS, **valeurs}
    try:
        return reverse(url, kwargs={nom: arguments[nom] for nom in noms})
    except KeyError as absent:
        raise ExempleAbsent(
            f"L’URL {url} demande {absent} : ajoutez-le à ARGUMENTS dans tests/droits/exemples.py, "
            "ou donnez un objet à sa règle."
        ) from absent


def is_public(regle: Regle) -> bool:
    """Whether anybody may open the URL."""
    return regle.roles == PUBLIC
