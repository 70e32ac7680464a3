# tablewalk: every target sets up what it needs. `make help` lists them.
SWIFT ?= swift
PREFIX ?= /usr/local
CONFIGURATION ?= release
RUN_ARGUMENTS ?=

.DEFAULT_GOAL := help
.PHONY: help setup build run test lint format bench instructions docs install clean

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup: ## install what building needs (ncurses, zlib, xz, zstd, a C compiler)
	@sh Scripts/setup.sh

build: setup ## build the program
	@$(SWIFT) build -c $(CONFIGURATION) --product tablewalk

run: setup ## build and start it on the built-in recording (RUN_ARGUMENTS='replay FILE' for another)
	@$(SWIFT) build -c $(CONFIGURATION) --product tablewalk 1>&2
	@exec "$$($(SWIFT) build -c $(CONFIGURATION) --show-bin-path)/tablewalk" $(RUN_ARGUMENTS)

test: setup ## run all tests
	@$(SWIFT) test

lint: ## check format, file lengths and leftovers
	@sh Scripts/lint.sh

format: ## format the Swift sources in place
	@$(SWIFT) format -i -r Sources Tests Benchmarks/Sources Package.swift

bench: setup ## measure speed against C in the same run
	@cd Benchmarks && $(SWIFT) run -c release benchmarks

instructions: setup ## count instructions per operation with valgrind
	@SWIFT="$(SWIFT)" sh Scripts/instructions.sh

docs: build ## write the documentation's pictures with the program itself
	@sh Scripts/pictures.sh "$$($(SWIFT) build -c $(CONFIGURATION) --show-bin-path)/tablewalk"

install: build ## install the program under PREFIX (/usr/local)
	@install -d "$(DESTDIR)$(PREFIX)/bin"
	@install -m 755 "$$($(SWIFT) build -c $(CONFIGURATION) --show-bin-path)/tablewalk" "$(DESTDIR)$(PREFIX)/bin/tablewalk"
	@echo "installed $(DESTDIR)$(PREFIX)/bin/tablewalk"

clean: ## remove what was built
	@rm -rf .build Benchmarks/.build
