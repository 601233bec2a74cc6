//go:build linux

package main

import (
	"bufio"
	"bytes"
	"context"
	"database/sql"
	"io"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/go-sql-driver/mysql"
	"github.com/stretchr/testify/require"
)

// TestMain lets the test binary be the command itself, so that its signals, children and exit codes are real ones.
func TestMain(m *testing.M) {
	if os.Getenv("MARIADBD_TEST_AS_COMMAND") != "" {
		main()
	}
	os.Exit(m.Run())
}

// asCommand is the command with these arguments and a folder for temporary files of its own.
func asCommand(t *testing.T, args ...string) *exec.Cmd {
	t.Helper()
	_, _, err := programs()
	require.NoError(t, err)
	self, err := os.Executable()
	require.NoError(t, err)
	cmd := exec.Command(self, args...)
	cmd.Env = append(os.Environ(), "MARIADBD_TEST_AS_COMMAND=1", "TMPDIR="+t.TempDir())
	return cmd
}

func tmpdir(cmd *exec.Cmd) string {
	_, dir, _ := strings.Cut(cmd.Env[len(cmd.Env)-1], "=")
	return dir
}

// leavesNothing checks that neither a file nor a process of cmd is left, giving a killed one a moment to die.
func leavesNothing(t *testing.T, cmd *exec.Cmd, addr string) {
	t.Helper()
	left, err := filepath.Glob(filepath.Join(tmpdir(cmd), "*"))
	require.NoError(t, err)
	require.Empty(t, left)
	serverDies(t, addr)
}

func serverDies(t *testing.T, addr string) {
	t.Helper()
	require.Eventually(t, func() bool {
		c, err := net.Dial("tcp", addr)
		if err == nil {
			_ = c.Close()
		}
		return err != nil
	}, 10*time.Second, 20*time.Millisecond, "the server still listens")
}

// borrow starts a shell beside a server and waits until it runs; what it reads comes from the returned writer.
func borrow(t *testing.T, cmd *exec.Cmd) (dsn *mysql.Config, stdin io.WriteCloser) {
	t.Helper()
	stdin, err := cmd.StdinPipe()
	require.NoError(t, err)
	stdout, err := cmd.StdoutPipe()
	require.NoError(t, err)
	cmd.Stderr = t.Output()
	require.NoError(t, cmd.Start())
	t.Cleanup(func() { _ = cmd.Process.Kill() })
	line, err := bufio.NewReader(stdout).ReadString('\n')
	require.NoError(t, err)
	rest, ok := strings.CutPrefix(strings.TrimSpace(line), "mariadb mysql://")
	require.True(t, ok, line)
	sign, addr, _ := strings.Cut(strings.TrimSuffix(rest, "/"), "@")
	dsn = mysql.NewConfig()
	dsn.Net, dsn.Addr = "tcp", addr
	dsn.User, dsn.Passwd, _ = strings.Cut(sign, ":")
	return dsn, stdin
}

// replaceDaemon puts a script in front of the mariadbd that cmd finds.
func replaceDaemon(t *testing.T, cmd *exec.Cmd, script string) {
	t.Helper()
	bin := t.TempDir()
	require.NoError(t, os.WriteFile(filepath.Join(bin, "mariadbd"), []byte("#!/bin/sh\n"+script+"\n"), 0o755))
	cmd.Env = slices.Insert(cmd.Env, len(cmd.Env)-1, "PATH="+bin+":"+os.Getenv("PATH"))
}

const tellAndRead = `echo "$TEST_DATABASE $TEST_MARIADB"; read -r x; exit 7`

func TestLending(t *testing.T) {
	t.Run("lends a durable server in which qxy may do everything, gives back the exit code and leaves nothing", func(t *testing.T) {
		t.Parallel()
		cmd := asCommand(t, "--", "sh", "-c", tellAndRead)
		dsn, stdin := borrow(t, cmd)
		require.Equal(t, "qxy", dsn.User)
		host, port, err := net.SplitHostPort(dsn.Addr)
		require.NoError(t, err)
		require.Equal(t, "127.0.0.1", host)
		n, err := strconv.Atoi(port)
		require.NoError(t, err)
		require.Less(t, n, 32768)

		ctx := t.Context()
		pool, err := sql.Open("mysql", dsn.FormatDSN())
		require.NoError(t, err)
		defer pool.Close()
		var logged, synced, flushed int
		var charset, collation, version string
		require.NoError(t, pool.QueryRowContext(ctx, `SELECT @@log_bin, @@sync_binlog, @@innodb_flush_log_at_trx_commit,
			@@character_set_server, @@collation_server, VERSION()`).
			Scan(&logged, &synced, &flushed, &charset, &collation, &version))
		require.Equal(t, [3]int{1, 1, 1}, [3]int{logged, synced, flushed})
		require.Equal(t, "utf8mb4 utf8mb4_bin", charset+" "+collation)
		require.Contains(t, version, "MariaDB")
		_, err = pool.ExecContext(ctx, "CREATE DATABASE town")
		require.NoError(t, err)
		_, err = pool.ExecContext(ctx, "CREATE TABLE town.points (who VARCHAR(20) PRIMARY KEY, n INT CHECK (n >= 0))")
		require.NoError(t, err)
		_, err = pool.ExecContext(ctx, "INSERT INTO town.points VALUES ('王小哥', 1), ('a', 1), ('A', 2)")
		require.NoError(t, err, "utf8mb4_bin tells a from A")
		var ready int
		require.NoError(t, pool.QueryRowContext(ctx,
			"SELECT COUNT(*) FROM information_schema.schemata WHERE schema_name = 'qxy'").Scan(&ready))
		require.Equal(t, 1, ready, "the empty database qxy")

		_, err = io.WriteString(stdin, "\n")
		require.NoError(t, err)
		_ = cmd.Wait()
		require.Equal(t, 7, cmd.ProcessState.ExitCode())
		leavesNothing(t, cmd, dsn.Addr)
	})
	t.Run("passes a signal on to the command and its children, and leaves nothing", func(t *testing.T) {
		t.Parallel()
		cmd := asCommand(t, "--", "sh", "-c", `echo "$TEST_DATABASE $TEST_MARIADB"; sleep 30; exit 7`)
		dsn, _ := borrow(t, cmd)
		require.NoError(t, cmd.Process.Signal(syscall.SIGTERM))
		_ = cmd.Wait()
		require.Equal(t, 128+15, cmd.ProcessState.ExitCode())
		leavesNothing(t, cmd, dsn.Addr)
	})
	t.Run("takes the server along when it is killed", func(t *testing.T) {
		t.Parallel()
		cmd := asCommand(t, "--", "sh", "-c", tellAndRead)
		dsn, _ := borrow(t, cmd)
		require.NoError(t, cmd.Process.Kill())
		_ = cmd.Wait()
		serverDies(t, dsn.Addr)
	})
	t.Run("ends when whoever started it is gone, as go run is after a SIGTERM", func(t *testing.T) {
		t.Parallel()
		cmd := asCommand(t, "--", "sh", "-c", `echo "$TEST_DATABASE $TEST_MARIADB"; sleep 30`)
		shell := exec.Command("sh", append([]string{"-c", `"$@"; exit 0`, "sh", cmd.Path}, cmd.Args[1:]...)...)
		shell.Env = cmd.Env
		dsn, _ := borrow(t, shell)
		require.NoError(t, shell.Process.Kill())
		serverDies(t, dsn.Addr)
		require.Eventually(t, func() bool {
			left, _ := filepath.Glob(filepath.Join(tmpdir(cmd), "*"))
			return len(left) == 0
		}, 10*time.Second, 20*time.Millisecond)
	})
	t.Run("says so when the server ended before the command did", func(t *testing.T) {
		t.Parallel()
		cmd := asCommand(t, "--", "sh", "-c", `kill -9 $(cat "$TMPDIR"/*/data/pid); sleep 0.2`)
		out, _ := cmd.CombinedOutput()
		require.Equal(t, 1, cmd.ProcessState.ExitCode())
		require.Contains(t, string(out), "MariaDB 中途停止")
		require.Contains(t, string(out), "ready for connections", "the error log")
	})
}

func TestNotLending(t *testing.T) {
	cases := []struct {
		name string
		args []string
		code int
		says string
	}{
		{"without a command explains itself", []string{"--"}, 2, "用法"},
		{"with an unknown command says so", []string{"--", "no-such-command"}, 127, "命令没有启动"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			cmd := asCommand(t, c.args...)
			out, _ := cmd.CombinedOutput()
			require.Equal(t, c.code, cmd.ProcessState.ExitCode())
			require.Contains(t, string(out), c.says)
			leavesNothing(t, cmd, "127.0.0.1:1")
		})
	}
	t.Run("says what to install where MariaDB is missing", func(t *testing.T) {
		t.Setenv("PATH", t.TempDir())
		_, err := start(t.Context())
		require.ErrorIs(t, err, errMissing)
		require.ErrorContains(t, err, "make test-deps")
	})
	t.Run("repeats the server's own words when it does not start", func(t *testing.T) {
		t.Parallel()
		cmd := asCommand(t, "--", "true")
		_, daemon, err := programs()
		require.NoError(t, err)
		replaceDaemon(t, cmd, `exec `+daemon+` "$@" --no-such-option`)
		out, _ := cmd.CombinedOutput()
		require.Equal(t, 1, cmd.ProcessState.ExitCode())
		require.Contains(t, string(out), "MariaDB 没有启动")
		require.Contains(t, string(out), "unknown option '--no-such-option'")
		leavesNothing(t, cmd, "127.0.0.1:1")
	})
	t.Run("does not make a signal wait for a server that never answers", func(t *testing.T) {
		t.Parallel()
		cmd := asCommand(t, "--", "true")
		replaceDaemon(t, cmd, `echo stuck >"$TMPDIR/stuck"; exec sleep 30`)
		require.NoError(t, cmd.Start())
		stuck := filepath.Join(tmpdir(cmd), "stuck")
		require.Eventually(t, func() bool { return os.Remove(stuck) == nil }, 20*time.Second, 20*time.Millisecond)
		told := time.Now()
		require.NoError(t, cmd.Process.Signal(syscall.SIGTERM))
		_ = cmd.Wait()
		require.Less(t, time.Since(told), 15*time.Second)
		require.Equal(t, 128+15, cmd.ProcessState.ExitCode())
		leavesNothing(t, cmd, "127.0.0.1:1")
	})
	t.Run("breaks off and leaves nothing when a signal comes while it starts", func(t *testing.T) {
		t.Parallel()
		for _, after := range []time.Duration{50, 200, 400, 600, 800} {
			cmd := asCommand(t, "--", "sleep", "300")
			var out bytes.Buffer
			cmd.Stderr = &out
			require.NoError(t, cmd.Start())
			time.Sleep(after * time.Millisecond)
			require.NoError(t, cmd.Process.Signal(syscall.SIGTERM))
			_ = cmd.Wait()
			require.Equal(t, 128+15, cmd.ProcessState.ExitCode(), "after %d ms: %s", after, &out)
			leavesNothing(t, cmd, "127.0.0.1:1")
		}
	})
}

func TestPorts(t *testing.T) {
	t.Run("steps over a port that somebody listens on", func(t *testing.T) {
		first, err := freePort(30000)
		require.NoError(t, err)
		l, err := net.Listen("tcp", net.JoinHostPort("127.0.0.1", strconv.Itoa(first)))
		require.NoError(t, err)
		defer l.Close()
		next, err := freePort(first)
		require.NoError(t, err)
		require.Greater(t, next, first)
	})
	t.Run("never hands out a port of the kernel's own range", func(t *testing.T) {
		_, err := freePort(32768)
		require.Error(t, err)
	})
	t.Run("notices when somebody takes the port in the last moment, and starts on the next", func(t *testing.T) {
		install, daemon, err := programs()
		require.NoError(t, err)
		l, err := net.Listen("tcp", "127.0.0.1:0")
		require.NoError(t, err)
		defer l.Close()
		s := &server{folder: t.TempDir(), password: secret()}
		require.NoError(t, s.create(context.Background(), install))
		_, taken, err := net.SplitHostPort(l.Addr().String())
		require.NoError(t, err)
		port, err := strconv.Atoi(taken)
		require.NoError(t, err)
		require.ErrorIs(t, s.launch(t.Context(), daemon, port), errPortTaken)
		port, err = freePort(30500)
		require.NoError(t, err)
		require.NotErrorIs(t, s.launch(t.Context(), "false", port), errPortTaken, "what failed before is forgotten")
		require.NoError(t, s.launch(t.Context(), daemon, port))
		crash, err := s.stop()
		require.NoError(t, err)
		require.Empty(t, crash)
	})
}
