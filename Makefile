# Every target does the set-up it needs: `make run` and `make test` work straight after clone.
SHELL := /bin/bash
PYTHON := .venv/bin/python
PLUGIN_ZIP := build/optosar.zip
# Two to four tests at a time, one thread each.
TEST_ENV := QT_QPA_PLATFORM=offscreen OMP_NUM_THREADS=$${OMP_NUM_THREADS:-1} PYTHONNOUSERSITE=1
PYTEST := $(TEST_ENV) $(PYTHON) -m pytest -n auto --dist loadgroup

.DEFAULT_GOAL := help
.PHONY: help setup links run test test-fast lint lint-types package clean

help:  ## List the targets
	@awk -F':.*## ' '/^[a-z-]+:.*## / {printf "  make %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

setup:  ## Install system packages and .venv (idempotent)
	@scripts/setup.sh

# The repository may lie in a folder of any name; QGIS and Python must see it as "optosar".
links: setup
	@mkdir -p build/pkg build/plugins
	@ln -sfn ../.. build/pkg/optosar
	@ln -sfn ../.. build/plugins/optosar
	@$(PYTHON) scripts/translations.py compile

run: links  ## The main job in QGIS: with a display opened for you, without one driven and recorded in build/demo
	@scripts/run_demo.sh

test: links  ## The whole test suite, offscreen QGIS and the desktop test included
	@$(PYTEST) $(PYTEST_ARGS)

test-fast: links  ## Without the desktop test and other slow ones
	@$(PYTEST) -m "not desktop and not slow" $(PYTEST_ARGS)

lint: links lint-types  ## ruff, mypy, and bandit over what is packaged
	@.venv/bin/ruff check .
	@.venv/bin/ruff format --check .
	@$(PYTHON) scripts/package.py --folder build/package
	@.venv/bin/bandit -q -r build/package/optosar

lint-types: links
	@.venv/bin/mypy

package: links  ## The plugin as build/optosar.zip
	@$(PYTHON) scripts/package.py --zip $(PLUGIN_ZIP)

clean:  ## Remove what was built (the environment in .venv stays)
	rm -rf build dist *.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find . -path ./.venv -prune -o -name __pycache__ -type d -print0 | xargs -0 rm -rf
