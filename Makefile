# What one can do with this project. `make` alone lists the targets; each can be run again at any time.
PYTHON ?= python3
DEV := .build/dev/bin/python
.DEFAULT_GOAL := help

.PHONY: help
help:  ## list the targets
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /|/' | awk -F'|' '{printf "  make %-14s %s\n", $$1, $$2}'

.PHONY: demo
demo:  ## make a scene, find its mines, compare with the truth, draw a picture (demo_output/)
	@echo "The demo: sets up .build/demo, makes a scene, detects, compares, draws. About five minutes the first time."
	$(PYTHON) tools/environment.py demo engine demo
	.build/demo/bin/python -m demo.run

.PHONY: test
test:  ## install what the tests need (QGIS too, on Debian and Ubuntu) and run them all
	@echo "All tests: sets up .build/dev (torch, several GB the first time) and QGIS's packages, then checks and tests."
	$(PYTHON) tools/run_tests.py

.PHONY: clean
clean:  ## remove environments, built files and the demo's output
	@echo "Removing .build, build, zip_build and demo_output."
	rm -rf .build build zip_build demo_output
