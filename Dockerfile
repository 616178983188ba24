# Every RUN line calls a script that bin/run calls too: one way to prepare a machine, tried each day.
FROM debian:bookworm-slim
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
