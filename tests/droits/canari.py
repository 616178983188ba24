"""The canary: every text of territoire B bears ⟦B⟧, and nobody of A may ever read it.

Columns are found in PostgreSQL's catalogue, so that a new table or column is marked without being named here.
"""

import io
import re
import shutil
import subprocess
import zipfile
from collections.abc import Iterator

from django.apps import apps
from django.db import IntegrityError, connection, transaction

from guichet.base.contraintes import walled
from guichet.models import Acteur, Appartenance, Organisation, Territoire, Utilisateur
from guichet.territoires.contexte import contexte

MARQUE = "⟦B⟧"
TEXTES = ("text", "character varying", "character", "citext")
JSON = """CASE jsonb_typeof({colonne}) WHEN 'array' THEN '["⟦B⟧"]'::jsonb
          WHEN 'object' THEN '{{"⟦B⟧": "⟦B⟧"}}'::jsonb WHEN 'null' THEN {colonne} ELSE '"⟦B⟧"'::jsonb END"""
COLONNES = """SELECT table_name, column_name, data_type, character_maximum_length
              FROM information_schema.columns WHERE table_schema = 'public' AND is_generated = 'NEVER'
              ORDER BY 1, 2"""


def walled_models() -> list:
    """Return the models whose tables belong to a territoire."""
    return [modele for modele in apps.get_models() if walled(modele)]


def mark(territoire, *, codes: bool = True) -> dict[str, str]:
    """Write the mark in every text of a territoire, as the owner of the tables; return what refused it.

    `codes` also marks states, kinds and JSON, which its own pages would no longer understand.
    """
    modeles = {modele._meta.db_table: modele for modele in walled_models()}
    refusees = {}
    with contexte(territoire.pk), transaction.atomic(), connection.cursor() as curseur:
        curseur.execute("SELECT current_user")
        role = curseur.fetchone()[0]
        curseur.execute("RESET ROLE")
        curseur.execute(COLONNES)
        for table, colonne, genre, longueur in curseur.fetchall():
            valeur = _marked(genre, colonne, longueur)
            if table not in modeles or valeur is None or not (codes or _free(modeles[table], colonne, genre)):
                continue
            try:
                with transaction.atomic():
                    curseur.execute(
                        f'UPDATE "{table}" SET "{colonne}" = {valeur} WHERE territoire_id = %s',
                        [territoire.pk],
                    )
            except IntegrityError as refus:
                refusees[f"{table}.{colonne}"] = str(refus).partition("\n")[0]
        curseur.execute(f"SET ROLE {connection.ops.quote_name(role)}")
        _mark_outside(territoire)
    return refusees


def _marked(genre: str, colonne: str, longueur: int | None) -> str | None:
    """Return the SQL of a marked value, None for a column that holds no text or is too short for the mark."""
    if genre == "jsonb":
        return JSON.format(colonne=f'"{colonne}"')
    if genre == "ARRAY":
        return "ARRAY['⟦B⟧']"
    if genre not in TEXTES or (longueur is not None and longueur < len(MARQUE)):
        return None
    return f"left('⟦B⟧' || \"{colonne}\", {longueur or 1_000_000})"


def _free(modele, colonne: str, genre: str) -> bool:
    """Whether a column is text that people write."""
    champs = {champ.column: champ for champ in modele._meta.concrete_fields}
    champ = champs.get(colonne)
    return genre in TEXTES and champ is not None and not champ.choices and champ.name not in CODES


CODES = {
    "objet_type", "empreinte", "chemin", "sel", "sceau", "genre", "metier", "type_mime", "role_code", "url",
    "modalite", "categorie", "type_prescripteur", "code", "motif_code", "motif", "cle", "verbe", "requete",
    "variante", "gabarit", "sha256", "file", "cle_nom", "code_postal",
}  # fmt: skip


def _mark_outside(territoire) -> None:
    """Mark the names that stand outside the walls: the territoire, its organisations, its users."""
    Territoire.objects.filter(pk=territoire.pk).update(nom=MARQUE, porteur=MARQUE)
    organisations = Acteur.objects.values_list("organisation", flat=True)
    for organisation in Organisation.objects.filter(pk__in=list(organisations)):
        Organisation.objects.filter(pk=organisation.pk).update(nom=MARQUE, commune=MARQUE)
    comptes = Appartenance.objects.filter(territoire=territoire).values_list("utilisateur", flat=True)
    for compte in Utilisateur.objects.filter(pk__in=list(comptes)):
        Utilisateur.objects.filter(pk=compte.pk).update(
            nom=MARQUE, prenom=MARQUE, email=f"{MARQUE}{compte.email}", telephone=MARQUE
        )


def bears_mark(corps: bytes) -> bool:
    """Whether an answer holds the mark, in any of the forms that we write: page, sheet, PDF, JSON."""
    return any(MARQUE in texte or r"\u27e6B" in texte for texte in _texts(corps))


def _texts(corps: bytes) -> Iterator[str]:
    if corps.startswith(b"PK\x03\x04"):
        with zipfile.ZipFile(io.BytesIO(corps)) as archive:
            for nom in archive.namelist():
                yield nom
                yield archive.read(nom).decode("utf-8", "replace")
    elif corps.startswith(b"%PDF") and len(corps) > 2000:
        yield _pdf_text(corps)
    yield corps.decode("utf-8", "replace")


def _pdf_text(pdf: bytes) -> str:
    outil = shutil.which("pdftotext") or "pdftotext"
    lu = subprocess.run([outil, "-", "-"], input=pdf, capture_output=True, check=True)
    return re.sub(r"\s+", " ", lu.stdout.decode())
