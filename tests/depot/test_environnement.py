"""Every setting is explained, and explained once."""

import re

LECTURE = re.compile(
    r"""(?:\benv(?:\.\w+)?\(|environ(?:\.get|\.setdefault)?[(\[])\s*["']([A-Z][A-Z_0-9]+)["']"""
)
DE_SCRIPT = re.compile(r"\$\{(GUICHET_\w+|PORT|DATABASE_URL|REDIS_URL)")
# Set by our own doors for the processes they start; not for people.
INTERNES = {
    "DJANGO_SETTINGS_MODULE", "DJANGO_ALLOW_ASYNC_UNSAFE", "GUICHET_BASE_TESTS", "GUICHET_ROLE_BASE",
    "PYTHONWARNINGS", "SOURCE_DATE_EPOCH",
}  # fmt: skip


def lus(racine) -> set[str]:
    """Names of the environment that the code or the scripts read."""
    noms: set[str] = set()
    for dossier in ("guichet", "marches", "publics", "conventions", "reporting", "deploiement"):
        for fichier in (racine / dossier).rglob("*.py"):
            noms |= set(LECTURE.findall(fichier.read_text(encoding="utf-8")))
    for script in (racine / "bin").iterdir():
        noms |= set(DE_SCRIPT.findall(script.read_text(encoding="utf-8")))
    return noms - INTERNES


def test_chaque_reglage_lu_est_explique_et_rien_d_autre(racine):
    exemple = (racine / ".env.example").read_text(encoding="utf-8")
    expliques = re.findall(r"^#?([A-Z][A-Z_0-9]+)=", exemple, re.MULTILINE)
    assert len(expliques) == len(set(expliques))
    compose = set(re.findall(r"\$\{(\w+)", (racine / "docker-compose.yml").read_text()))
    assert lus(racine) <= set(expliques)
    assert set(expliques) <= lus(racine) | compose


def test_chaque_reglage_a_une_phrase_au_dessus(racine):
    lignes = (racine / ".env.example").read_text(encoding="utf-8").splitlines()
    for numero, ligne in enumerate(lignes):
        if re.match(r"#?[A-Z][A-Z_0-9]+=", ligne):
            au_dessus = lignes[numero - 1]
            assert au_dessus.startswith("#"), f"{ligne} : aucune explication au-dessus"
