# `make demo` and `make test` work on a bare Debian 12, Debian 13 or Ubuntu 24.04; the rest is for developers.
# Everything installed from the package index goes to .venv, everything written at run time to var.

.DEFAULT_GOAL := help
# What is given as `make demo PORT=8001` reaches the scripts through the environment.
PORT ?= 8000
BIN := .venv/bin
MANAGE := $(BIN)/python manage.py
APPS := config home reports agenda practices renaksi evidence accounts institutions foundation
TEMPLATES := templates $(wildcard $(APPS:=/templates))

.PHONY: help demo test test-long bench faults run lint check format messages pins tools clean

help: ## List what make can do
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' Makefile
	@echo
	@echo "  PORT=8001 chooses the demo's port, ARGS=\"-k late\" goes to pytest or uv, CHROMIUM=/path to a browser,"
	@echo "  PYTHON=python3.12 to another Python, DATA_DIR=/path to where the demo keeps its data (default: var)."

demo: ## Set everything up and serve the site with real data at http://127.0.0.1:8000/
	@bin/demo

test: ## Run all tests: on SQLite, the database-facing ones on PostgreSQL too, and in a browser
	@bin/test

test-long: ## Run what takes too long for every change (marker “long”)
	@bin/test long

bench: tools ## Run the benchmarks of bench/
	@bin/bench

faults: tools ## Kill the process on the way of a proof, 500 times, and look what it leaves behind (ARGS="--runs 50")
	$(BIN)/python -m tests.faults $(ARGS)

run: tools ## Serve the demo's data with Django's own server: reloads on change, shows errors
	DEBUG=true $(MANAGE) runserver 127.0.0.1:$(PORT)

lint: tools ## Check style and the import law
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/djlint $(TEMPLATES) --lint --quiet
	$(BIN)/lint-imports

check: lint ## Check style, import law, types, missing migrations and the production settings
	$(BIN)/mypy
	DATABASE_URL=sqlite:///:memory: $(MANAGE) makemigrations --check --dry-run
	@bin/check-deploy

format: tools ## Put the code into the common form
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

messages: tools ## Bring the English catalogue up to the strings in use, compile all catalogues, list what lacks English
	$(BIN)/python bin/messages

pins: ## Compile requirements*.in to pins with hashes (ARGS=--upgrade for newer ones)
	bin/pins $(ARGS)

clean: ## Remove caches and what tests left behind; the demo's data and .venv stay
	rm -rf .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis test-results var/test staticfiles
	find $(APPS) tests -name __pycache__ -type d -prune -exec rm -rf {} +

tools:
	@bin/setup tools
