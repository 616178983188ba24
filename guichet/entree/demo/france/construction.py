"""Building France: the territoires, then every step in one transaction."""

import time
from collections.abc import Iterator

from django.db import connection, transaction

from guichet.base.erreurs import Refus
from guichet.base.horloge import aujourdhui, maintenant
from guichet.comptes.demonstration import MOT_DE_PASSE
from guichet.comptes.services import ouvrir_appartenance
from guichet.entree.demo.acteurs import siret_invente
from guichet.entree.demo.france.etapes import ETAPES
from guichet.entree.demo.france.tailles import PRESCRIPTEURS, Taille, tailles
from guichet.entree.demo.noms import FEMMES, HOMMES, NOMS
from guichet.entree.demo.territoires import TERRITOIRES as DEMONSTRATION
from guichet.models import Organisation, Territoire, Utilisateur
from guichet.territoires.contexte import contexte
from publics.models import Participant

PREFIXE = "france-"
COURRIEL = "france@exemple.invalid"
DEPARTEMENTS = [f"{n:02}" for n in range(1, 96) if n != 20]
PREMIER_SIRET = 10_000


def territoires_reels() -> list[str]:
    """Return the slugs that neither the demonstration nor this generator made."""
    autres = Territoire.objects.exclude(slug__in=DEMONSTRATION).exclude(slug__startswith=PREFIXE)
    return list(autres.values_list("slug", flat=True))


def construire_france(echelle: float) -> Iterator[tuple[str, int, float]]:
    """Make France at a scale between 0.001 and 1; yields (step, rows, seconds) as they end.

    Everything is undone together if a step fails. Raises Refus (FRANCE_DEJA) when it is already there.
    """
    if Territoire.objects.filter(slug__startswith=PREFIXE).exists():
        raise Refus("FRANCE_DEJA", "La France est déjà dans cette base.", "Utilisez une base neuve.")
    with transaction.atomic():
        prevues = tailles(echelle)
        ecrits = Territoire.objects.bulk_create(_territoire(taille) for taille in prevues)
        with contexte(*(t.pk for t in ecrits)), connection.cursor() as curseur:
            _prepare(curseur, ecrits, prevues)
            for nom, etape in ETAPES.items():
                depart = time.monotonic()
                nombre = etape(curseur)
                yield nom, nombre, time.monotonic() - depart
            _account(ecrits[0])


def _territoire(taille: Taille) -> Territoire:
    return Territoire(
        slug=f"{PREFIXE}{taille.rang:03}",
        nom=f"Guichet {taille.rang:03}",
        porteur=f"Collectivité {taille.rang:03}",
        departement=DEPARTEMENTS[taille.rang % len(DEPARTEMENTS)],
        initiale="F",
        cree_le=maintenant(),
    )


def _account(territoire: Territoire) -> None:
    """Open the largest territoire, which holds nobody real, to an account of demonstration."""
    utilisateur = Utilisateur.objects.create_user(
        COURRIEL, MOT_DE_PASSE, prenom="Paule", nom="Régnier", demonstration=True
    )
    organisation = Organisation.objects.create(nom=territoire.porteur, cree_le=maintenant())
    ouvrir_appartenance(
        utilisateur=utilisateur, organisation=organisation, role_code="facilitateur", territoire=territoire
    )


def _prepare(curseur, territoires: list[Territoire], prevues: list[Taille]) -> None:
    """Write sizes, names and the day where the statements read them; fix the draw."""
    curseur.execute("SELECT setseed(0.2021)")
    curseur.execute(
        "CREATE TEMP TABLE f_jour ON COMMIT DROP AS SELECT %s::date AS jour, %s::timestamptz AS instant",
        [aujourdhui(), maintenant()],
    )
    colonnes = zip(
        *(
            (t.pk, x.rang, x.participants, x.marches, x.acheteurs, x.structures, x.entreprises)
            for t, x in zip(territoires, prevues, strict=True)
        ),
        strict=True,
    )
    curseur.execute(
        "CREATE TEMP TABLE f_territoire ON COMMIT DROP AS SELECT * FROM unnest("
        "%s::bigint[], %s::int[], %s::int[], %s::int[], %s::int[], %s::int[], %s::int[])"
        " AS t(id, ordre, participants, marches, acheteurs, structures, entreprises)",
        [list(colonne) for colonne in colonnes],
    )
    nombre = sum(x.acheteurs + x.structures + x.entreprises + PRESCRIPTEURS for x in prevues)
    curseur.execute(
        "CREATE TEMP TABLE f_siret ON COMMIT DROP AS"
        " SELECT * FROM unnest(%s::text[]) WITH ORDINALITY AS s(siret, numero)",
        [[siret_invente(PREMIER_SIRET + n) for n in range(nombre)]],
    )
    noms = [(n, p, s) for s, prenoms in (("F", FEMMES), ("M", HOMMES)) for p in prenoms for n in NOMS]
    cles = [Participant.key_of(nom, prenom) for nom, prenom, _ in noms]
    curseur.execute(
        "CREATE TEMP TABLE f_nom ON COMMIT DROP AS"
        " SELECT nom, prenom, sexe, cle, rang - 1 AS rang"
        " FROM unnest(%s::text[], %s::text[], %s::text[], %s::text[])"
        " WITH ORDINALITY AS n(nom, prenom, sexe, cle, rang)",
        [*map(list, zip(*noms, strict=True)), cles],
    )
    for table in ("f_territoire", "f_siret", "f_nom"):
        curseur.execute(f"ANALYZE {table}")
