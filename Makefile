# The doors of the project; each one is a script of bin/.
.PHONY: run test test-fast bench requirements format

run:
	@bin/run

test:
	@bin/test

test-fast:
	@bin/test --fast

bench:
	@bin/bench

requirements:
	@bin/lock-requirements

format:
	@.venv/bin/ruff check --fix-only --quiet .
	@.venv/bin/ruff format .
