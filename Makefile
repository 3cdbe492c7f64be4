# Palpate: `make deck` sets up and exports the seed deck, `make test` sets up and runs the tests.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
JOBS ?=

.PHONY: setup setup-dev browser deck test check bench timings atlas clean

setup: $(VENV)/.run          ## what teaching needs
setup-dev: $(VENV)/.dev browser  ## what tests need, the browser included

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/.run: pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e .
	@touch $@

$(VENV)/.dev: pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[dev,atlas]'
	@touch $@ $(VENV)/.run

browser: $(VENV)/.dev
	@sh tests/install_browser.sh $(BIN)/python

deck: setup
	$(BIN)/palpate deck sacrum-one-side -o dist/decks

test: setup-dev
	$(BIN)/python -m pytest -m "not benchmark" $(PYTEST)

check: setup-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports
	$(BIN)/palpate check
	$(BIN)/palpate build --check
	$(BIN)/python -m figures.bake --check

bench: setup-dev
	$(BIN)/python -m pytest -m benchmark -s tests/benchmarks tests/browser

timings: setup-dev
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[peers]'
	$(BIN)/python tests/benchmarks/timings.py

atlas: setup-dev
	$(BIN)/python -m figures.bake

clean:
	rm -rf dist .cache .pytest_cache .ruff_cache
