"""Where the local servers keep data and sockets. Paths only: nothing is started or created here."""

import hashlib
import os
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

# sun_path holds 108 bytes with its final zero; the longest name put in the folder is .s.PGSQL.5432.lock.
LONGUEUR_MAX_SOCKET = 107
NOM_LE_PLUS_LONG = "/.s.PGSQL.5432.lock"
BASE = "guichet"


@dataclass(frozen=True)
class Emplacements:
    """Folders of one checkout. `racine` holds data and logs, `sockets` the two sockets (mode 0700)."""

    racine: Path
    sockets: Path

    @property
    def valkey_socket(self) -> Path:
        """Socket of the Redis-protocol server."""
        return self.sockets / "valkey.sock"

    @property
    def verrou(self) -> Path:
        """File locked while the servers are being started or stopped."""
        return self.racine / "verrou"

    def url_postgresql(self, role: str, base: str = BASE) -> str:
        """Address of the local PostgreSQL for a role, through its socket."""
        return f"postgresql://{role}@/{base}?host={quote(str(self.sockets))}"


def atteignable_par_tous(chemin: Path) -> bool:
    """Whether an account without rights of its own may walk down to `chemin` (missing parts do not count)."""
    return all(part.stat().st_mode & 0o001 for part in (chemin, *chemin.parents) if part.exists())


def emplacements(base_dir: Path) -> Emplacements:
    """Folders of the local servers for the checkout in `base_dir`.

    Two cases leave the project: root in a folder closed to others (PostgreSQL runs as another account and
    could not enter it), and a path that no socket can have. The place then depends on the path and the user
    only, never on a variable of the session, so that every terminal finds the same servers.
    """
    projet = Path(base_dir).resolve()
    empreinte = hashlib.sha256(str(projet).encode()).hexdigest()[:12]
    est_root = os.geteuid() == 0
    racine = projet / "var" / "services"
    if est_root and not atteignable_par_tous(projet):
        racine = Path("/var/lib") / f"guichet-{empreinte}"
    sockets = racine / "sockets"
    trop_long = len(os.fsencode(f"{sockets}{NOM_LE_PLUS_LONG}")) > LONGUEUR_MAX_SOCKET
    if trop_long or "," in str(sockets):  # a comma separates two hosts for PostgreSQL's clients
        sockets = Path("/run" if est_root else "/tmp") / f"guichet-{os.geteuid()}-{empreinte}"
    return Emplacements(racine=racine, sockets=sockets)


def adresses(base_dir: Path) -> dict[str, str]:
    """The four addresses of the local servers, under the names the settings read.

    Keys: ``DATABASE_URL`` (role without ownership), ``DATABASE_OWNER_URL`` (role that migrates),
    ``DATABASE_SAUVEGARDE_URL`` (role that reads every row for backups),
    ``REDIS_URL`` (``redis+socket://``, Celery's form for a socket). Computes paths, starts nothing.
    """
    lieux = emplacements(base_dir)
    return {
        "DATABASE_URL": lieux.url_postgresql("guichet_app"),
        "DATABASE_OWNER_URL": lieux.url_postgresql("guichet_proprietaire"),
        "DATABASE_SAUVEGARDE_URL": lieux.url_postgresql("guichet_sauvegarde"),
        "REDIS_URL": f"redis+socket://{quote(str(lieux.valkey_socket))}",
    }
