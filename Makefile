.DEFAULT_GOAL := help
.PHONY: help run test demo bench check tools clean

BIN := .venv/bin
READY := .venv/.ready
SETUP := pyproject.toml constraints.txt $(addprefix .ci/,set-up python-with-venv qt-libraries qt-packages debian-install)
ifneq ($(shell PYTHON="$(PYTHON)" sh .ci/set-up --due),)
.PHONY: $(READY)  # not there yet, or made for another folder or another Python
endif

help:  ## what there is to do
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | expand -t 12

$(READY): $(SETUP)
	@sh .ci/set-up

run: $(READY)  ## opens the companion; without a display, makes a made-up practice in demo/ and shows where all lies
	@if [ "$$(uname -s)" = Linux ] && [ -z "$${DISPLAY:-}$${WAYLAND_DISPLAY:-}" ]; then \
	    echo "There is no display here, so no window can open. Doing the main job off screen instead."; \
	    QT_QPA_PLATFORM=offscreen $(BIN)/kap-companion demo demo; \
	else \
	    $(BIN)/kap-companion; \
	fi

demo: $(READY)  ## the main job off screen; SCRIPTS="a.session.txt b.session.txt" for sessions of your own
	@QT_QPA_PLATFORM=offscreen $(BIN)/kap-companion demo demo $(foreach script,$(SCRIPTS),--script $(script))

tools: $(READY)
	@sh .ci/test-tools

check: $(READY)
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports

test: check tools  ## every check: ruff, strict types, import contracts, then the tests
	@QT_QPA_PLATFORM=offscreen LC_ALL=C.UTF-8 $(BIN)/python -m pytest -n auto --dist worksteal

bench: $(READY)  ## how fast it is, beside a floor or a peer in the same run
	@sh .ci/bench-peers
	@QT_QPA_PLATFORM=offscreen $(BIN)/python -m tests.bench

clean:  ## forgets the set-up and the made-up practice
	rm -rf .venv demo
