"""Background workers. Redis only wakes them: what is to be done stands in PostgreSQL."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "guichet.settings")
app = Celery("guichet")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks(
    ["guichet.travaux", "guichet.journal", "guichet.courriels", "guichet.entree"], related_name="tasks"
)
app.set_default()
# A sweep nobody took is dropped: they must not pile up while no worker runs.
PERIME = {"expires": 30}
app.conf.beat_schedule = {
    "relever-les-travaux": {"task": "guichet.travaux.tasks.balayer", "schedule": 10, "options": PERIME},
    "envoyer-les-courriels": {
        "task": "guichet.courriels.tasks.distribuer",
        "schedule": 10,
        "options": PERIME,
    },
    "sceller-les-journaux": {"task": "guichet.journal.tasks.sceller_tout", "schedule": 60, "options": PERIME},
    "faire-le-jour": {"task": "guichet.entree.tasks.faire_le_jour", "schedule": 3600},
}
