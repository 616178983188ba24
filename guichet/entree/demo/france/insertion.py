"""INSERT … SELECT that names only what it sets: the other columns receive the defaults of the model."""

from django.db import connection, models
from django.db.models import NOT_PROVIDED


def inserer(curseur, modele: type[models.Model], depuis: str, /, **colonnes: str) -> int:
    """Insert what `depuis` (FROM …) yields; `colonnes` gives an SQL expression by column name.

    A column that is not named is null when it may be, else the model's default. Returns the number of rows.
    """
    noms, expressions, valeurs = list(colonnes), list(colonnes.values()), []
    for champ in modele._meta.concrete_fields:
        if champ.column in colonnes or champ.null or isinstance(champ, models.AutoField):
            continue
        noms.append(champ.column)
        expressions.append("%s")
        valeurs.append(champ.get_db_prep_save(_default(champ), connection))
    cibles = ", ".join(f'"{nom}"' for nom in noms)
    curseur.execute(
        f'INSERT INTO "{modele._meta.db_table}" ({cibles}) SELECT {", ".join(expressions)} {depuis}', valeurs
    )
    return curseur.rowcount


def _default(champ):
    if champ.default is NOT_PROVIDED and not isinstance(champ, models.CharField | models.TextField):
        raise ValueError(f"{champ} : donnez une expression, le modèle n’a pas de valeur par défaut.")
    return champ.get_default()
