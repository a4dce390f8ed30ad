# Sets up and builds the sample course, module by module. `make help` prints the lines below that begin with `#:`.
#
# Written for GNU make from 3.81 on, which is what macOS brings.

#: make                 set up, and build every module in the default brand
#: make 03-...          build one module: its name, or its number (make 03)
#: make build/...       build files: make -j2 build/house/03-.../deck.pptx build/house/course/guide.pdf
#: make BRAND=NAME      build in another brand; goes with a module too (make 03 BRAND=NAME)
#: make all             build in every brand
#: make list            what there is: modules, documents, brands, and the files they make
#: make check           look the course over without building it
#: make build           the same as make
#: make setup           only set up: .venv from the lock file, and what printing needs of the system
#: make test            set up for development, and run everything that must be right before a change is taken
#: make torture         the long forms of the tests: every generated slide, diagram and chart in every brand
#: make bench           measure speed against the neighbours' tools
#: make lock            write the lock files anew, after a change of pyproject.toml
#: make clean           remove what was built, except files that somebody edited
#: make help            this list
#:
#: BRAND=NAME           the brand, or several: BRAND="house acme"
#: JOBS=N               how many modules are built at the same time
#: PYTHON=PROGRAM       the Python to set up with, 3.11 or later

GOALS := all bench build check clean help list lock setup test torture
FILES := $(filter build/% ./build/%,$(MAKECMDGOALS))
MODULES := $(filter-out $(GOALS) $(FILES),$(MAKECMDGOALS))

COURSEWARE := .venv/bin/courseware
BRANDS := $(foreach name,$(BRAND),--brand '$(name)')
BUILD := $(COURSEWARE) build $(if $(JOBS),-j $(JOBS))

# A stamp is older than what it was made from only when something has to be installed.
READY := .venv/ready
READY_TO_TEST := .venv/ready-to-test

.DEFAULT_GOAL := build
.PHONY: $(GOALS) $(MODULES) modules FORCE
.SUFFIXES:

build: $(READY)
	$(BUILD) $(BRANDS)

all: $(READY)
	$(BUILD) --all-brands

# Any other goal is a module's name; several are built by one command.
ifneq ($(MODULES),)
$(MODULES): modules
	@:
endif

modules: $(READY)
	$(BUILD) $(MODULES:%='%') $(BRANDS)

# A file in build/ is a goal with the files that it was made from. Which those are, and what is stale, courseware says anew each time, for
# the folders that are asked for; make reads this file again where it says something else than before.
ifneq ($(FILES),)
FOLDERS := $(sort $(foreach file,$(patsubst ./%,%,$(FILES)),build/$(word 2,$(subst /, ,$(file)))))
SPACE := $() $()
RULES := build/.courseware/make/$(subst $(SPACE),+,$(notdir $(FOLDERS))).mk
THERE := $(shell mkdir -p $(dir $(RULES)) && { test -e $(RULES) || : >$(RULES); })

include $(RULES)

$(RULES): $(READY) $(if $(MAKE_RESTARTS),,FORCE)
	@$(COURSEWARE) list --files --make $(FOLDERS:%='%') >$@.$$PPID || { rm -f $@.$$PPID; exit 1; }; \
	if cmp -s $@.$$PPID $@; then rm -f $@.$$PPID; else mv -f $@.$$PPID $@; fi
endif

FORCE:

list check: $(READY)
	$(COURSEWARE) $@

clean:
	@if test -x $(COURSEWARE); then $(COURSEWARE) clean; else echo "nothing was built here yet"; fi

test: $(READY_TO_TEST)
	.venv/bin/ruff check
	.venv/bin/mypy
	.venv/bin/lint-imports
	.venv/bin/pytest -n 2 --dist worksteal

torture: $(READY_TO_TEST)
	COURSEWARE_FULL=1 .venv/bin/pytest -n 2 --dist worksteal

bench: $(READY_TO_TEST)
	.venv/bin/python -m tests.bench

setup: $(READY)

$(READY): pyproject.toml requirements.lock .ci/setup
	PYTHON='$(PYTHON)' sh .ci/setup
	@touch $@

$(READY_TO_TEST): pyproject.toml requirements-dev.lock .ci/setup
	PYTHON='$(PYTHON)' sh .ci/setup --dev
	@touch $(READY) $@

lock:
	PYTHON='$(PYTHON)' sh .ci/lock

help:
	@sed -n 's/^#: \{0,1\}//p' $(firstword $(MAKEFILE_LIST))
