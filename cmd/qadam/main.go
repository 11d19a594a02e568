// Command qadam is the tracker: the server, and what an operator needs beside
// it. Each command but serve prints one plain line, on stdout when it did what
// it was asked and on stderr when it did not, and exits with 0, with 1 when it
// failed and with 2 when it was used wrongly.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"strings"
	"syscall"

	"github.com/alecthomas/kong"

	"qadam/internal/config"
)

// version is set by the linker.
var version = "dev"

// commands are all commands with their flags; the settings belong to each.
type commands struct {
	config.Settings

	Serve   serveCommand   `cmd:"" help:"Serve the tracker."`
	Migrate migrateCommand `cmd:"" help:"Bring the database's schema up to date."`
	Seed    seedCommand    `cmd:"" help:"Fill an empty database."`
	User    struct {
		Add userAddCommand `cmd:"" help:"Let a person in."`
	} `cmd:"" help:"People."`
	Check checkCommand `cmd:"" help:"Look for what may not be in the database."`
	Audit struct {
		Verify auditVerifyCommand `cmd:"" help:"Verify the hash chain of the log and its signatures."`
	} `cmd:"" help:"The log."`
	Backup  backupCommand  `cmd:"" help:"Write everything into one new file; the server may go on."`
	Restore restoreCommand `cmd:"" help:"Make an installation of a backup."`
	Version versionCommand `cmd:"" help:"Print the version."`
}

// console is what a command talks to.
type console struct {
	in       io.Reader
	out, err io.Writer
}

func (c console) say(format string, args ...any) { fmt.Fprintf(c.out, format+"\n", args...) }

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	context.AfterFunc(ctx, stop) // a second signal ends the program at once
	os.Exit(run(ctx, os.Args[1:], console{os.Stdin, os.Stdout, os.Stderr}))
}

// Exit codes.
const (
	failed = 1
	misuse = 2
)

// run runs the command of the arguments and returns its exit code.
func run(ctx context.Context, args []string, c console) (code int) {
	defer func() {
		if helped, ok := recover().(exit); ok {
			code = int(helped)
		}
	}()
	var all commands
	parser, err := kong.New(&all, kong.Name("qadam"),
		kong.Description("Qadam tracks the roadmaps of Kazakhstan's Smart City programmes. Settings may stand in the environment."),
		kong.Writers(c.out, c.err), kong.Exit(func(code int) { panic(exit(code)) }),
		kong.ConfigureHelp(kong.HelpOptions{Compact: true, NoExpandSubcommands: false}))
	if err != nil {
		fmt.Fprintln(c.err, "qadam:", err)
		return failed
	}
	chosen, err := parser.Parse(helping(args))
	if err == nil {
		err = all.Settings.Check()
	}
	if err != nil {
		fmt.Fprintf(c.err, "qadam: %s; see qadam help\n", err)
		return misuse
	}
	chosen.BindTo(ctx, (*context.Context)(nil))
	if err := chosen.Run(all.Settings, c); err != nil {
		fmt.Fprintf(c.err, "qadam %s: %s\n", chosen.Command(), oneLine(err))
		var wrong wrongUse
		if errors.As(err, &wrong) {
			return misuse
		}
		return failed
	}
	return 0
}

// exit is how kong says that it has printed the help.
type exit int

// wrongUse is an error of who typed the command.
type wrongUse struct{ error }

// helping turns the command help, which people type, into the flag.
func helping(args []string) []string {
	if len(args) == 0 {
		return []string{"--help"}
	}
	if args[0] == "help" {
		return append(append([]string{}, args[1:]...), "--help")
	}
	return args
}

// oneLine is the error on one line, without the names of our packages.
func oneLine(err error) string {
	return strings.Join(strings.FieldsFunc(err.Error(), func(r rune) bool { return r == '\n' }), "; ")
}

type versionCommand struct{}

func (versionCommand) Run(c console) error {
	c.say("qadam %s", version)
	return nil
}
