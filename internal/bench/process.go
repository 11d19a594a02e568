package main

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// server is this program serving a database in a process of its own.
type server struct {
	served
	process *exec.Cmd
	input   io.Closer
}

func startServer(ctx context.Context, database string) (*server, error) {
	self, err := os.Executable()
	if err != nil {
		return nil, err
	}
	cmd := exec.CommandContext(ctx, self, serveWord, "-database", database)
	cmd.Stderr = os.Stderr
	input, err := cmd.StdinPipe()
	if err != nil {
		return nil, err
	}
	output, err := cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	if err := cmd.Start(); err != nil {
		return nil, err
	}
	s := &server{process: cmd, input: input}
	if err := json.NewDecoder(output).Decode(&s.served); err != nil {
		return nil, errors.Join(fmt.Errorf("the server did not start: %w", err), s.stop())
	}
	return s, nil
}

// stop lets the server finish what it has and waits for its end.
func (s *server) stop() error { return errors.Join(s.input.Close(), s.process.Wait()) }

// memory reads a figure of a process in bytes: VmRSS is what it holds now,
// VmHWM the most it ever held. 0 where the system does not say.
func memory(pid int, figure string) int64 {
	f, err := os.Open(filepath.Join("/proc", strconv.Itoa(pid), "status"))
	if err != nil {
		return 0
	}
	defer f.Close()
	for lines := bufio.NewScanner(f); lines.Scan(); {
		if rest, ok := strings.CutPrefix(lines.Text(), figure+":"); ok {
			kb, _ := strconv.ParseInt(strings.TrimSuffix(strings.TrimSpace(rest), " kB"), 10, 64)
			return kb << 10
		}
	}
	return 0
}

// spent is the processor time of this process and of the server, which share
// the machine: what both spend on a request is what limits its rate.
func (s *server) spent() time.Duration { return spentBy(os.Getpid()) + spentBy(s.process.Process.Pid) }

// spentBy is the processor time of a process, in user and in kernel; 0 where
// the system does not say.
func spentBy(pid int) time.Duration {
	raw, err := os.ReadFile(filepath.Join("/proc", strconv.Itoa(pid), "stat"))
	if err != nil {
		return 0
	}
	// The name, in brackets, may hold spaces; user time is the 12th field after it.
	_, rest, _ := strings.Cut(string(raw), ") ")
	fields := strings.Fields(rest)
	if len(fields) < 13 {
		return 0
	}
	user, _ := strconv.ParseInt(fields[11], 10, 64)
	kernel, _ := strconv.ParseInt(fields[12], 10, 64)
	return time.Duration(user+kernel) * time.Second / ticks
}

// ticks of processor time in a second, as Linux counts for programs.
const ticks = 100

// start is how the product itself begins on an existing database.
type start struct {
	ready time.Duration // until /readyz answers
	idle  int64         // bytes held two seconds later
}

// buildBinary builds the product as it is shipped.
func buildBinary(ctx context.Context, to string) error {
	cmd := exec.CommandContext(ctx, "go", "build", "-o", to, "./cmd/qadam")
	cmd.Stderr = os.Stderr
	return cmd.Run()
}

// startBinary starts the product on the database, waits until it is ready and
// stops it.
func startBinary(ctx context.Context, binary, database string, rest time.Duration) (start, error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return start{}, err
	}
	address := l.Addr().String()
	if err := l.Close(); err != nil {
		return start{}, err
	}
	cmd := exec.CommandContext(ctx, binary, "serve")
	cmd.Env = append(os.Environ(), "QADAM_ADDR="+address, "QADAM_DATABASE="+database, "QADAM_FILES="+database+"-files", "QADAM_KEY="+database+"-key")
	var said strings.Builder
	cmd.Stdout, cmd.Stderr = &said, &said
	begun := now()
	if err := cmd.Start(); err != nil {
		return start{}, err
	}
	ended := make(chan error, 1)
	go func() { ended <- cmd.Wait() }()
	var s start
	for s.ready = 0; s.ready == 0; time.Sleep(time.Millisecond) {
		select {
		case err := <-ended:
			return s, fmt.Errorf("the binary ended: %w\n%s", err, said.String())
		default:
		}
		if answers("http://" + address + "/readyz") {
			s.ready = now().Sub(begun)
		} else if now().Sub(begun) > 20*time.Second {
			err = errors.New("the binary is not ready after 20 s")
			break
		}
	}
	time.Sleep(rest)
	s.idle = memory(cmd.Process.Pid, "VmRSS")
	return s, errors.Join(err, cmd.Process.Signal(syscall.SIGTERM), <-ended)
}

func answers(url string) bool {
	t := &http.Transport{DisableKeepAlives: true}
	r, err := http.NewRequest(http.MethodGet, url, nil)
	if err != nil {
		return false
	}
	w, err := t.RoundTrip(r)
	if err != nil {
		return false
	}
	defer w.Body.Close()
	return w.StatusCode == http.StatusOK
}
