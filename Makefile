# Targets of a working day. `make help` lists them.
SHELL := /bin/bash
STATICCHECK := v0.8.2
VERSION := $(shell git describe --tags --always --dirty 2>/dev/null || echo dev)
LDFLAGS := -X main.version=$(VERSION)
# The version comes from git describe; a checkout of another user still builds. The
# tag puts SQLite's text search in; without it search looks through the texts.
export GOFLAGS += -buildvcs=false -tags=sqlite_fts5

.PHONY: help
help: ## lists the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 16

.PHONY: run
run: build ## builds, plays the demonstration into data/qadam.db and serves it
	./bin/qadam serve --demo

.PHONY: build
build: ## builds bin/qadam
	go build -ldflags '$(LDFLAGS)' -o bin/qadam ./cmd/qadam

.PHONY: dev
dev: ## live reload
	go tool templ generate --watch --proxy="http://127.0.0.1:8080" --cmd="go run ./cmd/qadam serve --demo"

.PHONY: generate
generate: ## makes the *_templ.go
	go tool templ generate

.PHONY: assets
assets: ## makes style sheet, scripts and font (needs Node, fonttools, brotli)
	sh static/build.sh
	UPDATE=1 go test -count=1 -run Assets ./internal

.PHONY: check
check: fresh format vet test ## the gate that lands a change

.PHONY: fresh
fresh: ## the generated files are those of their sources
	@go tool templ generate >/dev/null 2>&1 || { go tool templ generate; exit 1; }
	@git diff --exit-code --stat -- '*_templ.go' || { echo "generated files are stale: run make generate and commit"; exit 1; }

.PHONY: format
format: ## gofmt and templ fmt have nothing to say
	@files=$$(gofmt -l cmd internal seed static views | grep -v _templ.go); [ -z "$$files" ] || { echo "not formatted:"; echo "$$files"; exit 1; }

.PHONY: vet
vet: bin/staticcheck-$(STATICCHECK) ## vet and staticcheck
	go vet ./...
	./bin/staticcheck-$(STATICCHECK) ./...

bin/staticcheck-$(STATICCHECK):
	GOBIN=$(CURDIR)/bin go install honnef.co/go/tools/cmd/staticcheck@$(STATICCHECK)
	mv bin/staticcheck $@

.PHONY: test
test: ## everything, on both databases and in the browser; the race detector where goroutines meet
	.ci/test

.PHONY: test-postgres
test-postgres: ## store and app on PostgreSQL
	.ci/test -run '/postgres' ./internal/store/... ./internal/app/... ./internal/backup/... ./seed/... ./cmd/...

.PHONY: test-browser
test-browser: ## the journeys in the browser
	.ci/test ./internal/web

.PHONY: bench
bench: ## measures pages and reports beside the bare floor; prints ratios
	go run ./internal/bench

.PHONY: seed
seed: build ## plays the demonstration into data/qadam.db
	./bin/qadam seed --demo

.PHONY: reset
reset: ## puts the data of this folder aside, in data/before-reset
	rm -rf data/before-reset && mkdir -p data/before-reset
	@for f in data/qadam.db data/qadam.db-wal data/qadam.db-shm data/files; do [ ! -e $$f ] || mv $$f data/before-reset/; done

.PHONY: golden
golden: ## writes the golden files anew; read their difference before committing
	UPDATE=1 .ci/test ./internal/... ./seed/... ./views/...

.PHONY: migration
migration: ## make migration name=risks: a new migration file
	@test -n "$(name)" || { echo "usage: make migration name=risks"; exit 2; }
	@n=$$(ls internal/store/migrations | tail -n 1 | cut -c1-5); f=internal/store/migrations/$$(printf '%05d' $$((10#$$n + 1)))_$(name).sql; \
	printf -- '-- +goose Up\n-- $(name) is a ledger | revision | identity | reference: say which.\n\n-- +goose Down\n' > $$f; echo $$f

.PHONY: word
word: ## make word part=work key=work.owed: a key in all three languages
	@test -n "$(key)" -a -n "$(part)" || { echo "usage: make word part=work key=work.owed"; exit 2; }
	@for l in kk ru en; do printf '"%s" = ""\n' "$(key)" | cat - internal/i18n/catalog/$(part).$$l.toml > /tmp/word.$$$$ && mv /tmp/word.$$$$ internal/i18n/catalog/$(part).$$l.toml; done

.PHONY: setup
setup: bin/staticcheck-$(STATICCHECK) ## tools and a git hook that formats
	printf '#!/bin/sh\nexec make fresh format\n' > .git/hooks/pre-commit && chmod +x .git/hooks/pre-commit
