"""The two database roles: the owner migrates, the application works."""

from django.conf import settings
from django.db import connections

LIGNES = "SELECT, INSERT, UPDATE, DELETE"
SEQUENCES = "USAGE, SELECT"


def grant_to_application(sender, using, **kwargs):
    """After each migration, give the application's role its rights on every table and sequence."""
    role = settings.ROLE_APPLICATION
    with connections[using].cursor() as curseur:
        curseur.execute("SELECT current_user, EXISTS (SELECT FROM pg_roles WHERE rolname = %s)", [role])
        courant, existe = curseur.fetchone()
        if courant == role or not existe:
            return
        nom = connections[using].ops.quote_name(role)
        for ordre in (
            f"GRANT USAGE ON SCHEMA public TO {nom}",
            f"GRANT {LIGNES} ON ALL TABLES IN SCHEMA public TO {nom}",
            f"GRANT {SEQUENCES} ON ALL SEQUENCES IN SCHEMA public TO {nom}",
            f"ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT {LIGNES} ON TABLES TO {nom}",
            f"ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT {SEQUENCES} ON SEQUENCES TO {nom}",
        ):
            curseur.execute(ordre)


def dangerous_role(connexion) -> str:
    """Say in French why the running role may not serve the application, or an empty string."""
    with connexion.cursor() as curseur:
        curseur.execute(
            "SELECT current_user, rolsuper, rolbypassrls,"
            " EXISTS (SELECT FROM pg_tables WHERE schemaname = 'public' AND tableowner = current_user)"
            " FROM pg_roles WHERE rolname = current_user"
        )
        nom, superuser, bypass, proprietaire = curseur.fetchone()
    if superuser or bypass:
        return (
            f"Le rôle « {nom} » passe outre les cloisons entre territoires. "
            "Donnez un rôle ordinaire à DATABASE_URL."
        )
    if proprietaire:
        return f"Le rôle « {nom} » possède les tables. DATABASE_URL doit nommer le rôle de l’application."
    return ""
