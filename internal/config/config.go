// Package config holds what an operator may set, with defaults that work, and
// the keys that sign the log. It refuses settings that no command reads.
package config

import (
	"fmt"
	"io"
	"log/slog"
	"net/url"
	"strings"
)

// Settings are all settings: flags, and environment of the same name. Every
// one works unset.
type Settings struct {
	Addr         string `env:"QADAM_ADDR" default:"127.0.0.1:8080" placeholder:"HOST:PORT" help:"Where the server listens (${default})."`
	BaseURL      string `env:"QADAM_BASE_URL" placeholder:"URL" help:"The address that people type; with https:// cookies are sent only there."`
	Database     string `env:"QADAM_DATABASE" default:"data/qadam.db" placeholder:"FILE|URL" help:"A file (SQLite) or postgres://… (${default})."`
	Files        string `env:"QADAM_FILES" default:"data/files" placeholder:"FOLDER" help:"Where files of evidence are kept (${default})."`
	Key          string `env:"QADAM_KEY" default:"data/audit.key" placeholder:"FILE" help:"The private key that signs the log; made when there is none (${default})."`
	Log          string `env:"QADAM_LOG" default:"text" enum:"text,json" help:"How the log is written: text or json (${default})."`
	MetricsAddr  string `env:"QADAM_METRICS_ADDR" placeholder:"HOST:PORT" help:"Where /metrics is served; nowhere when unset."`
	SMTP         string `name:"smtp" env:"QADAM_SMTP" placeholder:"URL" help:"The mail server: smtp://host:25?from=qadam@example.kz or smtps://user:password@host. Letters wait in the outbox when unset."`
	Trust        string `env:"QADAM_TRUST" placeholder:"FOLDER" help:"Root certificates and revocation lists by which electronic signatures are checked; without it they are unverified."`
	DemoPassword string `env:"QADAM_DEMO_PASSWORD" default:"qadam-demo" placeholder:"WORD" help:"The password of the demonstration's accounts (${default})."`
}

// Check refuses settings that cannot work, before anything is begun.
func (s Settings) Check() error {
	if strings.HasPrefix(s.Files, "s3://") {
		return fmt.Errorf("QADAM_FILES: this program keeps files in a folder, it has no S3")
	}
	if s.BaseURL == "" {
		if s.SMTP != "" {
			return fmt.Errorf("QADAM_SMTP needs QADAM_BASE_URL: letters lead to the address that people type")
		}
		return nil
	}
	u, err := url.Parse(s.BaseURL)
	if err != nil || u.Host == "" || (u.Scheme != "http" && u.Scheme != "https") {
		return fmt.Errorf("QADAM_BASE_URL: %q is no address such as https://qadam.example.kz", s.BaseURL)
	}
	return nil
}

// Logger writes the log as the settings say.
func (s Settings) Logger(to io.Writer) *slog.Logger {
	if s.Log == "json" {
		return slog.New(slog.NewJSONHandler(to, nil))
	}
	return slog.New(slog.NewTextHandler(to, nil))
}
