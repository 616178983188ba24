"""The `[[variables]]` a convention's text may hold, and their strict replacement.

Pure. A text that people edit is never run as a template language: only these names exist, a value is never
read again for variables, and anything else is refused by name.
"""

import re
from collections.abc import Mapping

from guichet.base.erreurs import Refus

VARIABLES: dict[str, str] = {
    "porteur": "Qui porte le guichet, avec l’article : « l’Agglomération du Niortais »",
    "territoire": "Nom du territoire, avec l’article : « l’agglomération du Niortais »",
    "structure": "Nom de la structure partenaire",
    "service_etat": "Service de l’État dans le département : « DDETS-PP des Deux-Sèvres »",
    "jour_releve": "Jour du mois où le relevé est attendu : « 10 »",
    "validite_fiche": "Validité d’une fiche de prescription : « deux mois »",
    "ecart_mission": "Interruption au-delà de laquelle commence une autre mission : « 30 jours »",
    "duree_eligibilite": "Durée d’éligibilité aux clauses : « 24 mois »",
    "delai_reponse": "Délai pour répondre à une proposition d’invalidation : « 8 jours »",
    "comites_par_an": "Comités de suivi par an, en lettres : « deux »",
    "preavis": "Préavis d’une dénonciation : « deux mois »",
    "conservation": "Conservation après le dernier contact : « deux ans »",
    "contact_donnees": "Adresse où exercer ses droits sur ses données",
}
_VARIABLE = re.compile(r"\[\[\s*([^\[\]]*?)\s*\]\]")


def variables_de(texte: str) -> tuple[str, ...]:
    """Names between double brackets, in order of appearance, each once."""
    return tuple(dict.fromkeys(_VARIABLE.findall(texte)))


def remplir(texte: str, valeurs: Mapping[str, str]) -> str:
    """Return `texte` with each variable replaced by its value, as plain text.

    Raises Refus VARIABLE_INCONNUE (a name outside VARIABLES, or a bracket left open) and VARIABLE_SANS_VALEUR
    (a known name without text), both listing every one concerned.
    """
    noms = variables_de(texte)
    inconnues = [f"[[{nom}]]" for nom in noms if nom not in VARIABLES]
    if reste := re.search(r"\[\[|\]\]", _VARIABLE.sub("", texte)):
        inconnues.append(f"crochets « {reste[0]} » non refermés")
    if inconnues:
        raise Refus(
            "VARIABLE_INCONNUE",
            f"Le texte de la convention contient ce qui n’existe pas : {', '.join(inconnues)}.",
            f"Variables possibles : {', '.join(sorted(VARIABLES))}.",
        )
    if vides := [nom for nom in noms if not str(valeurs.get(nom) or "").strip()]:
        raise Refus(
            "VARIABLE_SANS_VALEUR",
            f"Il manque une valeur pour : {', '.join(vides)}.",
            " ".join(f"{nom} : {VARIABLES[nom]}." for nom in vides),
        )
    return _VARIABLE.sub(lambda trouvee: str(valeurs[trouvee[1]]).strip(), texte)
