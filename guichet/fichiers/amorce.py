"""First lines run inside the limited child: limits first, then one module, without Django.

Run as a script by `guichet.fichiers.enfant`; arguments: memory (bytes), CPU (s), output (bytes), library
folder, module, then the module's own arguments. Nothing but the standard library is imported before the
limits hold.
"""

import importlib
import resource
import sys
import types
from pathlib import Path

MEMOIRE_EPUISEE = 4
"""Exit status when Python itself found no memory left."""
PIC = "pic"
"""Mark of the line of standard error that tells the peak of memory."""
RACINE = Path(__file__).resolve().parents[2]


def brider(memoire: int, cpu: int, sortie: int) -> None:
    """Limit this process for good: address space and output in bytes, processor time in seconds, no core
    file.
    """
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_NOFILE, (32, 32))
    resource.setrlimit(resource.RLIMIT_FSIZE, (sortie, sortie))
    resource.setrlimit(resource.RLIMIT_CPU, (cpu, cpu + 1))
    resource.setrlimit(resource.RLIMIT_AS, (memoire, memoire))


def ouvrir_paquets(module: str) -> None:
    """Register the parents of `module` as bare packages: their `__init__` may load Django or Celery."""
    parties = module.split(".")[:-1]
    for rang in range(1, len(parties) + 1):
        nom = ".".join(parties[:rang])
        paquet = types.ModuleType(nom)
        paquet.__path__ = [str(RACINE.joinpath(*parties[:rang]))]
        sys.modules[nom] = paquet


def amorcer(arguments: list[str]) -> int:
    """Set the limits and hand over to `main(arguments)` of the module; its result is the exit status."""
    memoire, cpu, sortie, bibliotheque, module, *reste = arguments
    brider(int(memoire), int(cpu), int(sortie))
    sys.path[:0] = [str(RACINE), bibliotheque]
    ouvrir_paquets(module)
    try:
        return importlib.import_module(module).main(reste)
    except MemoryError:
        return MEMOIRE_EPUISEE
    finally:
        sys.stderr.write(f"\n{PIC} {memoire_max()}\n")


def memoire_max() -> int:
    """Peak resident memory of this process since its program began, KiB.

    The kernel's own account for the parent (`ru_maxrss`) is of no use: it starts from the parent's size.
    """
    with open("/proc/self/status") as etat:
        return next(int(ligne.split()[1]) for ligne in etat if ligne.startswith("VmHWM"))


if __name__ == "__main__":
    sys.exit(amorcer(sys.argv[1:]))
