# Needs Python 3.11 to 3.14, git and make. Everything else is fetched as requirements.lock says.
# PYTHON=... names an interpreter; VENV=... puts the environment elsewhere.

VENV = .venv
BIN = $(VENV)/bin
UV = uv
EXPORT = $(UV) export --quiet --locked --no-emit-project --format requirements-txt

export PYTHON

.PHONY: help demo test test-neo4j neo4j check docs pictures lock venv clean

help: ## Show this list
	@awk -F ':.*## ' '/^[a-z0-9-]+:.*## / { printf "make %-10s %s\n", $$1, $$2 }' Makefile

demo: ## Run the main job on the bundled evidence about imaging for low back pain
	@.ci/make-venv $(VENV) requirements.lock requirements-dev.lock
	@$(BIN)/beliefgraph demo

test: venv ## Run the tests, without the slow ones and those of a Neo4j server (under 5 minutes)
	@$(BIN)/python -m pytest -m "not slow and not server"

neo4j: venv ## Fetch a Neo4j server for the tests (about 170 MB, once; needs Maven and Java 17 or 21)
	@PYTHONPATH=tests $(BIN)/python -m support.neo4j_jars lts

test-neo4j: neo4j ## Run the tests of a Neo4j server, on one started for them or on BELIEFGRAPH_TEST_NEO4J
	@$(BIN)/python -m pytest -m "server and not slow"

check: ## Run everything that must pass before a change is accepted
	@.ci/run

docs: venv ## Write the generated parts of the documents anew, pictures of maps where Chromium is installed
	@$(BIN)/cog -r -P -I docs docs/*.md
	@$(BIN)/python docs/pictures.py

pictures: venv ## Make the pictures of docs/maps.md anew from the demo (maps need Chromium)
	@$(BIN)/python docs/pictures.py

lock: ## Write the lock files anew from pyproject.toml (needs uv)
	$(UV) lock
	$(EXPORT) --no-dev --group build --output-file requirements.lock
	$(EXPORT) --group dev --group build --output-file requirements-dev.lock

venv: ## Make the environment for development
	@.ci/make-venv $(VENV) requirements-dev.lock

clean: ## Remove the environment, caches and build output; libraries and maps stay
	@if [ -d $(VENV)/made-by-make ]; then rm -rf $(VENV); fi
	rm -rf build dist *.egg-info .coverage .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis
