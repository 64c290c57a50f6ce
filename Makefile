# Targets for a fresh machine with Python >= 3.11, pip and venv. `make help` lists them.
PYTHON ?= python3
PORT ?= 8501
# processes that run tests side by side; those in a browser run alone, because they watch the time of an answer
WORKERS ?= 2
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
LOCK_FLAGS := --universal --generate-hashes --no-header --no-annotate --no-emit-index-url \
  --no-emit-find-links --no-emit-package django --no-emit-package asgiref --no-emit-package sqlparse --no-emit-package gdal \
  --no-emit-package chongqing-industrial-layout --python-version 3.11 --quiet

.DEFAULT_GOAL := help
.PHONY: help app test lint types bench docs lock wheel clean

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z]+:.*## /{printf "  make %-7s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

app: $(VENV)/.app ## install what is pinned and serve the app on http://localhost:8501
	$(BIN)/cqlayout app --port $(PORT)

test: $(VENV)/.dev ## install what is pinned and run lint, types, import contracts and tests
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m pytest tests/browser
	$(BIN)/python -m pytest --ignore=tests/browser --numprocesses=$(WORKERS) --dist=loadfile

lint: $(VENV)/.dev ## check style, formatting and import contracts
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports

types: $(VENV)/.dev ## check types (mypy strict on geodata and layout)
	$(BIN)/mypy

bench: $(VENV)/.dev ## measure the figures that the changelog and closing notes quote
	$(BIN)/python -m bench

docs: $(VENV)/.dev ## write docs/commands.md and docs/data.md anew from the code and the catalogue
	$(BIN)/python docs/generate.py

lock: $(VENV)/.dev ## resolve pyproject.toml into the two pinned, hashed lock files
	$(BIN)/uv pip compile pyproject.toml --extra build --extra terrain $(LOCK_FLAGS) -o requirements.lock
	$(BIN)/uv pip compile pyproject.toml --extra dev $(LOCK_FLAGS) -o requirements-dev.lock

wheel: $(VENV)/.dev ## build the wheel into dist/
	$(BIN)/python -m build --wheel --no-isolation

clean: ## remove the environment and everything that was built
	rm -rf $(VENV) dist build

$(BIN)/python:
	$(PYTHON) -c 'import sys; sys.exit(0 if sys.version_info >= (3, 11) else "Python 3.11 or newer is needed; set PYTHON=/path/to/python3.11")'
	$(PYTHON) -m venv $(VENV)

$(VENV)/.app: requirements.lock pyproject.toml | $(BIN)/python
	$(PIP) install --no-deps --require-hashes -r requirements.lock
	$(PIP) install --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/.dev: requirements-dev.lock $(VENV)/.app | $(BIN)/python
	$(PIP) install --no-deps --require-hashes -r requirements-dev.lock
	@touch $@
