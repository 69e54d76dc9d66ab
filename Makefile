# What one can do with this project. `make` alone lists the targets; each can be run again at any time.
PYTHON ?= python3
RELEASE ?= system
.DEFAULT_GOAL := help

.PHONY: help
help:  ## list the targets
	@grep -E '^[a-z-]+:.*##' $(firstword $(MAKEFILE_LIST)) | sed -E 's/:.*## /|/' | awk -F'|' '{printf "  make %-15s %s\n", $$1, $$2}'

.PHONY: demo
demo:  ## make a scene, find its mines, compare with the truth, draw a picture (demo_output/)
	@echo "Demo: sets up .build/demo, makes a scene, detects, compares, draws. Some five minutes the first time."
	$(PYTHON) tools/environment.py demo engine demo
	.build/demo/bin/python -m demo.run

.PHONY: test
test:  ## install what the tests need (QGIS too, on Debian and Ubuntu) and run them all
	@echo "Tests: sets up .build/dev (torch, several GB the first time) and QGIS's packages, then checks and tests."
	$(PYTHON) tools/run_tests.py

.PHONY: dev
dev:  ## set up .build/dev, the environment for development and training
	@echo "Development: sets up .build/dev (torch, several GB the first time)."
	$(PYTHON) tools/environment.py dev dev

.PHONY: test-qgis
test-qgis:  ## run the tests in QGIS alone: RELEASE=system, or trixie (QGIS 3.40) or sid (3.44) in a chroot, as root
ifeq ($(RELEASE),system)
	@echo "Tests in QGIS: sets up .build/dev, builds the zip, uses the system's QGIS and its Python."
	$(PYTHON) tools/system_packages.py qgis python3-qgis python3-venv xvfb xauth xdotool openbox poppler-utils zip
	$(PYTHON) tools/environment.py dev dev
	sh tools/test_qgis.sh
else
	@echo "Tests in QGIS: makes a chroot of Debian $(RELEASE) in .build, 3 GB, some minutes the first time, and tests there."
	$(PYTHON) tools/qgis_chroot.py --check $(RELEASE)
	$(PYTHON) tools/system_packages.py zip
	$(PYTHON) tools/environment.py dev dev
	$(PYTHON) tools/qgis_chroot.py $(RELEASE)
endif

.PHONY: zip
zip:  ## build the installable plugin: zip_build/mining_detector_plugin.zip
	@echo "Zip: sets up .build/zip with pb_tool, builds zip_build/mining_detector_plugin.zip."
	$(PYTHON) tools/system_packages.py zip
	$(PYTHON) tools/environment.py zip zip
	sh tools/build_zip.sh .build/zip/bin

.PHONY: wheels
wheels:  ## fetch the worker's packages for a machine without a network (FOLDER=…, PLATFORM=windows-x86_64, PYTHON_VERSION=3.12)
	@echo "Wheels: fetches about 100 MB into $(or $(FOLDER),wheels), for this machine unless PLATFORM and PYTHON_VERSION say so."
	$(PYTHON) -m mining_detector_plugin.client download-wheels $(or $(FOLDER),wheels) \
		$(if $(PLATFORM),--platform $(PLATFORM)) $(if $(PYTHON_VERSION),--python $(PYTHON_VERSION))

.PHONY: check-zip
check-zip: zip  ## build the zip and check it as the QGIS plugin repository does, and for Qt 6
	@echo "Check of the zip: package, metadata, licences, Qt 6, Bandit, detect-secrets."
	.build/zip/bin/python tools/check_zip.py

.PHONY: models
models: dev  ## make the three bundled packs again (SPLIT=train or all, DATA=folder, OUT=folder, INSTALL=1)
	@echo "Models: trains, fuses, measures and describes them. An hour or two on two cores; run again, it goes on."
	.build/dev/bin/python trainer/build_models.py build --split $(or $(SPLIT),train) \
		$(if $(DATA),--data $(DATA)) $(if $(OUT),--out $(OUT)) \
		$(if $(AT_ONCE),--at-once $(AT_ONCE)) $(if $(FIRST_PACKS),--first-packs $(FIRST_PACKS)) $(if $(INSTALL),--install)

.PHONY: model-pictures
model-pictures: dev  ## draw the bundled packs' best and worst places: docs/build/models.html (DATA=folder)
	@echo "Model pictures: runs the packs on the places of val and draws them. Some minutes. Not for publishing."
	.build/dev/bin/python trainer/build_models.py pictures $(if $(DATA),--data $(DATA))

.PHONY: benchmark
benchmark: dev  ## measure speed and memory beside bars and peers: docs/speed.html (ONLY=name, QUICK=1, DATA=folder for real ground)
	@echo "Benchmark: sets up .build/peers (1 GB more) and .build/fast, then measures: half an hour on two cores, which it wants alone."
	-$(PYTHON) tools/environment.py peers peers --on dev
	-$(PYTHON) tools/environment.py fast fast --on dev
	$$(test -f .build/fast/mining-detector-complete && echo .build/fast || echo .build/dev)/bin/python -m benchmarks.run \
		$(if $(ONLY),--only $(ONLY)) $(if $(QUICK),--quick)

.PHONY: screenshots
screenshots: dev  ## draw the pictures of the docs: each page and the results, in QGIS on a virtual screen
	@echo "Screenshots: starts the system's QGIS under Xvfb, detects in a made scene, saves docs/images."
	$(PYTHON) tools/system_packages.py pngquant qgis python3-qgis python3-venv xvfb xauth zip
	sh tools/screenshot_qgis.sh

.PHONY: translations
translations:  ## bring the translations up to date with the code: mining_detector_plugin/resources/i18n
	@echo "Translations: finds the texts in the code, keeps what is translated, compiles, tells what is missing."
	$(PYTHON) tools/system_packages.py qttools5-dev-tools
	$(PYTHON) tools/make_translations.py

.PHONY: clean
clean:  ## remove environments, built files and the demo's output
	@echo "Clean: removes .build, build, docs/build, zip_build and demo_output."
	$(PYTHON) tools/qgis_chroot.py --remove
	rm -rf .build build docs/build zip_build demo_output
