"""Web server: threads share a process, so that a slow download does not hold one; read by gunicorn only."""

import os

bind = f"{os.environ.get('GUICHET_ECOUTE', '127.0.0.1')}:{os.environ.get('PORT', '8000')}"
workers = int(os.environ.get("GUICHET_WEB_PROCESSUS", "2"))
threads = 4
timeout = 60  # seconds; long work is a Travail, never a request
max_requests = 5000
max_requests_jitter = 500
worker_tmp_dir = "/dev/shm" if os.path.isdir("/dev/shm") else None
loglevel = "warning"
# The code is loaded once and shared by the processes: a faster start, less memory.
preload_app = True


def when_ready(server):
    """Before the processes are made: none of them may share a connection opened while loading."""
    from django.core.cache import caches
    from django.db import connections
    from django.urls import get_resolver

    get_resolver().url_patterns  # noqa: B018  (loads every view now, not in the first request)
    connections.close_all()
    caches.close_all()
