# Two commands do everything: `make run` (try it) and `make test` (prove it).
PYTHON ?= python3
BIN := .venv/bin
PIP := PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_CONSTRAINT=constraints.txt $(BIN)/python -m pip install --quiet

.PHONY: run test check unit coverage bench soak format readme texts pin clean

run: .venv/run
	$(BIN)/commonplace run --web

test: check unit

check: .venv/dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

unit: .venv/dev
	$(BIN)/pytest -n auto --dist worksteal

# Which lines no test runs. It takes half as long again, so it is not part of `make test`.
coverage: .venv/dev
	$(BIN)/pytest -n auto --dist worksteal --cov --cov-report=term:skip-covered

bench: .venv/bench
	$(BIN)/pytest -m bench -s tests/benchmarks

soak: .venv/dev
	$(BIN)/pytest -m soak -s --timeout=3600 tests

# Write the README's tables and .env.example anew from the declarations.
readme: .venv/dev
	$(BIN)/python -m tests.readme

# Bring the catalogues in bot/locale up to date with the sentences in the code.
texts: .venv/dev
	$(BIN)/python -m tests.catalogues

format: .venv/dev
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

# Write constraints.txt anew from what pyproject.toml allows today.
pin:
	$(PYTHON) -m venv .venv-pin
	.venv-pin/bin/python -m pip install --quiet -e '.[dev,bench]' hatchling
	.venv-pin/bin/python -m pip freeze --exclude-editable > constraints.txt
	rm -rf .venv-pin

clean:
	rm -rf .venv .venv-pin .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache dist

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Commonplace needs Python 3.11 or newer; $(PYTHON) is older. Try: make PYTHON=python3.12 $(MAKECMDGOALS)"; exit 1; }
	$(PYTHON) -m venv .venv

.venv/run: .venv/bin/python pyproject.toml constraints.txt
	$(PIP) -e .
	@touch $@

.venv/bench: .venv/dev
	$(PIP) -e '.[dev,bench]'
	@touch $@

.venv/dev: .venv/bin/python pyproject.toml constraints.txt
	$(PIP) -e '.[dev]'
	@touch $@ .venv/run
