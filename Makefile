# fairmlpf: build, try, test, install. Each target installs what it needs first.
#
#   make demo                 an experiment on the bundled sample, from an empty folder to results
#   make test                 all tests
#   make build TRAITS=MPI     for many machines, with Open MPI
#   make install PREFIX=DIR   program, resources and shell completions (default /usr/local)
#   make image                the container image; ENGINE=podman or buildah, if not docker

PREFIX ?= /usr/local
DEMO ?= demo
ENGINE ?= docker
TRAITS ?=
# The Swift runtime goes into the program: it starts in a few milliseconds and needs no toolchain.
RELEASE = swift build --configuration release --static-swift-stdlib --product fairmlpf $(if $(TRAITS),--traits $(TRAITS))
PROGRAM = $(shell swift build --configuration release --static-swift-stdlib --show-bin-path)/fairmlpf

.PHONY: help build demo test lint format bench fuzz install uninstall image clean

help: ## Show this help
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

build: ## Build the program
	@Scripts/install-dependencies $(if $(findstring MPI,$(TRAITS)),mpi,build)
	$(RELEASE)

demo: build ## Run an experiment on the bundled sample in demo/, from training to the report
	@test -f "$(DEMO)/experiment.yaml" || \
	  "$(PROGRAM)" new --no-input --output-dir "$(patsubst %/,%,$(dir $(abspath $(DEMO))))" repo_name="$(notdir $(abspath $(DEMO)))"
	"$(PROGRAM)" run -C "$(DEMO)"
	@echo "Read it in a browser: $(abspath $(DEMO))/reports/report.html"

test: ## Run all tests
	@Scripts/install-dependencies test
	swift test

lint: ## Check the format of the source, and build with warnings as errors
	@Scripts/install-dependencies test
	swift format lint --strict --recursive --parallel Package.swift Sources Tests Benchmarks/Package.swift Benchmarks/Sources Fuzzing/Package.swift Fuzzing/Sources
	FAIRMLPF_STRICT=1 swift build --build-tests

format: ## Put the source into its format
	swift format --in-place --recursive --parallel Package.swift Sources Tests Benchmarks/Package.swift Benchmarks/Sources Fuzzing/Package.swift Fuzzing/Sources

bench: ## Time the engine beside PyTorch (installs PyTorch into Benchmarks/.venv)
	@Scripts/install-dependencies test
	Benchmarks/compare

fuzz: ## Feed what reads templates with a million changed texts
	Fuzzing/run

install: build ## Put the program, its resources and shell completions under PREFIX
	install -d "$(PREFIX)/bin" "$(PREFIX)/share/fairmlpf" \
	  "$(PREFIX)/share/bash-completion/completions" "$(PREFIX)/share/zsh/site-functions" \
	  "$(PREFIX)/share/fish/vendor_completions.d"
	install -m 755 "$(PROGRAM)" "$(PREFIX)/bin/fairmlpf"
	strip "$(PREFIX)/bin/fairmlpf"
	rm -rf "$(PREFIX)/share/fairmlpf/Templates" "$(PREFIX)/share/fairmlpf/Samples"
	cp -R Templates Samples "$(PREFIX)/share/fairmlpf/"
	"$(PREFIX)/bin/fairmlpf" --generate-completion-script bash > "$(PREFIX)/share/bash-completion/completions/fairmlpf"
	"$(PREFIX)/bin/fairmlpf" --generate-completion-script zsh > "$(PREFIX)/share/zsh/site-functions/_fairmlpf"
	"$(PREFIX)/bin/fairmlpf" --generate-completion-script fish > "$(PREFIX)/share/fish/vendor_completions.d/fairmlpf.fish"

uninstall: ## Remove what install put under PREFIX
	rm -rf "$(PREFIX)/bin/fairmlpf" "$(PREFIX)/share/fairmlpf" \
	  "$(PREFIX)/share/bash-completion/completions/fairmlpf" \
	  "$(PREFIX)/share/zsh/site-functions/_fairmlpf" \
	  "$(PREFIX)/share/fish/vendor_completions.d/fairmlpf.fish"

image: ## Build the container image, which says what commit it is of
	$(ENGINE) build -t fairmlpf -t "fairmlpf:$$(sed -n 's/.*image.version="\(.*\)".*/\1/p' Dockerfile)" \
	  --label "org.opencontainers.image.revision=$$(git rev-parse HEAD)" \
	  --label "org.opencontainers.image.created=$$(git log -1 --format=%cI)" .

clean: ## Remove everything that was built
	swift package clean
	rm -rf .build Benchmarks/.build Fuzzing/.build
