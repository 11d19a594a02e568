package main

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"testing/fstest"
	"time"

	"qadam/internal/config"
	"qadam/internal/store"
	"qadam/internal/testkit"
)

// asProgram makes the binary of the tests the program itself, so that a test
// can run it as a process and kill it.
const asProgram = "QADAM_TEST_AS_PROGRAM"

func TestMain(m *testing.M) {
	if os.Getenv(asProgram) != "" {
		main()
		return
	}
	testkit.Main(m)
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// place is where an installation lives.
type place struct {
	t        *testing.T
	settings config.Settings
}

func newPlace(t *testing.T, dialect string) *place {
	t.Helper()
	folder := t.TempDir()
	p := &place{t: t, settings: config.Settings{
		Addr: "127.0.0.1:0", Database: filepath.Join(folder, "data", "qadam.db"), Files: filepath.Join(folder, "data", "files"),
		Key: filepath.Join(folder, "data", "audit.key"), Log: "text", DemoPassword: "qadam-demo",
	}}
	if dialect == store.Postgres {
		p.settings.Database = testkit.Fresh(t, dialect)
	}
	return p
}

// stages keep the files and the key of a demonstration that was played once, for
// each dialect.
var stages = map[string]fstest.MapFS{}

// play puts a demonstration in place, which is played once on each dialect.
func (p *place) play() {
	p.t.Helper()
	dialect, data := store.SQLite, filepath.Dir(p.settings.Key)
	if isServer(p.settings.Database) {
		dialect = store.Postgres
	}
	played := testkit.Copied(p.t, dialect, "demonstration", func(address string) {
		first := newPlace(p.t, store.SQLite)
		first.settings.Database = address
		first.does("seed", "--demo")
		data, files := filepath.Dir(first.settings.Key), fstest.MapFS{}
		must(p.t, filepath.WalkDir(data, func(path string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() {
				return err
			}
			body, err := os.ReadFile(path)
			files[strings.TrimPrefix(path, data+"/")] = &fstest.MapFile{Data: body, Mode: 0o600}
			return err
		}))
		stages[dialect] = files
	})
	must(p.t, os.CopyFS(data, stages[dialect]))
	if dialect == store.Postgres {
		p.settings.Database = played
		return
	}
	must(p.t, os.Rename(played, p.settings.Database))
}

func (p *place) arguments(args ...string) []string {
	if args[0] == "help" {
		return args
	}
	s := p.settings
	return append([]string{"--addr=" + s.Addr, "--database=" + s.Database, "--files=" + s.Files, "--key=" + s.Key, "--log=" + s.Log}, args...)
}

// run runs a command in this process and returns what it said.
func (p *place) run(args ...string) (code int, out, said string) {
	p.t.Helper()
	return p.runWith("", args...)
}

func (p *place) runWith(input string, args ...string) (code int, out, said string) {
	p.t.Helper()
	var o, e bytes.Buffer
	code = run(p.t.Context(), p.arguments(args...), console{strings.NewReader(input), &o, &e})
	return code, o.String(), e.String()
}

// does runs a command that must succeed with one line.
func (p *place) does(args ...string) string {
	p.t.Helper()
	code, out, said := p.run(args...)
	if code != 0 || said != "" || strings.Count(out, "\n") != 1 {
		p.t.Fatalf("qadam %s: exit %d\n%s%s", strings.Join(args, " "), code, out, said)
	}
	return strings.TrimSpace(out)
}

// fails runs a command that must fail with the code and one line.
func (p *place) fails(code int, args ...string) string {
	p.t.Helper()
	got, out, said := p.run(args...)
	if got != code || out != "" || strings.Count(said, "\n") != 1 {
		p.t.Fatalf("qadam %s: exit %d, want %d\n%s%s", strings.Join(args, " "), got, code, out, said)
	}
	return strings.TrimSpace(said)
}

// open opens the installation's database, as the program would.
func (p *place) open() *installation {
	p.t.Helper()
	i, err := open(p.t.Context(), p.settings)
	must(p.t, err)
	return i
}

// process is the program as a process of its own.
type process struct {
	t   *testing.T
	cmd *exec.Cmd
	url string
	err bytes.Buffer
}

// start starts the program and waits until it says where it is.
func (p *place) start(args ...string) *process {
	p.t.Helper()
	self, err := os.Executable()
	must(p.t, err)
	run := &process{t: p.t, cmd: exec.Command(self, p.arguments(args...)...)}
	run.cmd.Env = append(os.Environ(), asProgram+"=1")
	run.cmd.Stderr = &run.err
	out, err := run.cmd.StdoutPipe()
	must(p.t, err)
	must(p.t, run.cmd.Start())
	p.t.Cleanup(func() { _ = run.cmd.Process.Kill() })
	lines := bufio.NewScanner(out)
	for lines.Scan() {
		if url, ok := strings.CutPrefix(lines.Text(), "Qadam is at "); ok {
			run.url = url
			go func() { _, _ = io.Copy(io.Discard, out) }()
			return run
		}
	}
	p.t.Fatalf("the program did not start: %v\n%s", run.cmd.Wait(), run.err.String())
	return nil
}

// kill ends the process as a loss of power would.
func (r *process) kill() {
	r.t.Helper()
	must(r.t, r.cmd.Process.Kill())
	_ = r.cmd.Wait() // it was killed
}

// stop asks the process to end and waits until it did.
func (r *process) stop() {
	r.t.Helper()
	must(r.t, r.cmd.Process.Signal(syscall.SIGTERM))
	ended := make(chan error, 1)
	go func() { ended <- r.cmd.Wait() }()
	select {
	case err := <-ended:
		var exit *exec.ExitError
		if errors.As(err, &exit) {
			r.t.Errorf("the program ended with %v\n%s", exit, r.err.String())
		}
	case <-time.After(time.Minute):
		r.t.Fatal("the program does not end")
	}
}

// serving runs serve in this process until the returned function is called,
// which gives the exit code.
func (p *place) serving(args ...string) (url string, stop func() int) {
	p.t.Helper()
	ctx, cancel := context.WithCancel(p.t.Context())
	out, in := io.Pipe()
	var said bytes.Buffer
	code := make(chan int, 1)
	go func() {
		code <- run(ctx, p.arguments(append([]string{"serve"}, args...)...), console{strings.NewReader(""), in, &said})
		_ = in.Close()
	}()
	lines := bufio.NewScanner(out)
	for lines.Scan() {
		if at, ok := strings.CutPrefix(lines.Text(), "Qadam is at "); ok {
			go func() { _, _ = io.Copy(io.Discard, out) }()
			return at, func() int { cancel(); return <-code }
		}
	}
	p.t.Fatalf("it does not serve: exit %d\n%s", <-code, said.String())
	return "", nil
}
