package api_test

import (
	"bufio"
	"bytes"
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"qingxiaoyi.cn/qingxiaoyi/models/db/dbtest"
)

// walkHeading is the section of README.md whose commands are the test.
const walkHeading = "第一次走一遍"

var (
	shellBlock = regexp.MustCompile("(?s)```sh\n(.*?)```")
	expected   = regexp.MustCompile(`(?m)# → (.+)$`)
)

// walkOf takes the commands out of the README's section.
func walkOf(t *testing.T, readme string) string {
	t.Helper()
	_, after, found := strings.Cut("\n"+readme, "\n## "+walkHeading+"\n")
	require.True(t, found, "README.md has no section %q", walkHeading)
	section, _, _ := strings.Cut(after, "\n## ")
	var script strings.Builder
	for _, block := range shellBlock.FindAllStringSubmatch(section, -1) {
		script.WriteString(block[1])
	}
	return script.String()
}

// TestWalk runs the walk of the README as it stands there, in bash with curl, against the built program.
func TestWalk(t *testing.T) {
	readme, err := os.ReadFile("../README.md")
	require.NoError(t, err)
	script := walkOf(t, string(readme))
	wanted := expected.FindAllStringSubmatch(script, -1)
	require.GreaterOrEqual(t, len(wanted), 12, "the walk says what is to be seen")
	base := demoProcess(t)

	for _, how := range []string{"word for word", "a second time"} {
		t.Run("the README's first walk works "+how, func(t *testing.T) {
			ctx, cancel := context.WithTimeout(t.Context(), 2*timeLimit)
			defer cancel()
			bash := exec.CommandContext(ctx, "bash", "-euo", "pipefail", "-c", script)
			bash.Env = append(os.Environ(), "B="+base, "no_proxy=*", "TMPDIR="+t.TempDir())
			var out, complaints bytes.Buffer
			bash.Stdout, bash.Stderr = &out, &complaints
			require.NoError(t, bash.Run(), "said:\n%s\ncomplained:\n%s", &out, &complaints)
			require.Empty(t, complaints.String())
			seen := out.String()
			for _, w := range wanted {
				_, rest, found := strings.Cut("\n"+seen, "\n"+w[1]+"\n")
				require.True(t, found, "%q is not in what is left:\n%s", w[1], seen)
				seen = rest
			}
		})
	}
}

// timeLimit is far longer than any step takes.
const timeLimit = time.Minute

// demoProcess builds the program, starts the demo town on a port of its own, and returns its address.
func demoProcess(t *testing.T) string {
	t.Helper()
	program := filepath.Join(t.TempDir(), "qingxiaoyi")
	build := exec.CommandContext(t.Context(), "go", "build", "-o", program, "..")
	if said, err := build.CombinedOutput(); err != nil {
		t.Fatalf("build: %v\n%s", err, said)
	}
	address, folder := dbtest.URL(t)
	demo := exec.Command(program, "demo")
	demo.Env = append(os.Environ(), "QXY_LISTEN=127.0.0.1:0", "QXY_ADMIN=127.0.0.1:0", "QXY_DATABASE="+address, "QXY_DATA="+filepath.Join(t.TempDir(), "data"))
	if folder != "" {
		demo.Env = append(demo.Env, "QXY_DATA="+folder)
	}
	var complaints bytes.Buffer
	demo.Stderr = &complaints
	out, err := demo.StdoutPipe()
	require.NoError(t, err)
	require.NoError(t, demo.Start())
	t.Cleanup(func() {
		require.NoError(t, demo.Process.Signal(syscall.SIGTERM))
		require.NoError(t, demo.Wait(), "the server stops in good order: %s", &complaints)
	})
	lines := make(chan string, 64)
	go func() {
		defer close(lines)
		for s := bufio.NewScanner(out); s.Scan(); {
			lines <- s.Text()
		}
	}()
	served := regexp.MustCompile(`http://127\.0\.0\.1:\d+`)
	for patience := time.After(timeLimit); ; {
		select {
		case line, more := <-lines:
			if found := served.FindString(line); found != "" {
				return found
			}
			if !more {
				_ = demo.Wait()
				t.Fatalf("the demo town did not start: %s", &complaints)
			}
		case <-patience:
			t.Fatal("the demo town did not start in a minute")
		}
	}
}
