# Every RUN line calls a script that bin/run calls too: one way to prepare a machine, tried each day.
FROM debian:bookworm-slim AS application
WORKDIR /guichet
ENV PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 HOME=/tmp XDG_CACHE_HOME=/tmp/cache GUICHET_ECOUTE=0.0.0.0 PORT=8000
COPY bin/prepare-system bin/prepare-venv bin/
RUN bin/prepare-system run
COPY requirements/uv.txt requirements/base.txt requirements/
RUN bin/prepare-venv base
COPY . .
RUN bin/prepare-static
RUN bin/prepare-folders 10001:10001
USER 10001:10001
EXPOSE 8000
CMD [".venv/bin/python", "-m", "gunicorn", "-c", "deploiement/gunicorn.py", "guichet.wsgi"]

# The same, with the programs of the PostgreSQL that is tried each day, for `sauvegarde` and `restaure`.
FROM application AS sauvegarde
USER root
RUN bin/prepare-venv demo
USER 10001:10001
