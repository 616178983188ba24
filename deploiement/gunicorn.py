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
