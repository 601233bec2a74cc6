// Debian's packages, and servers that die with whoever started them, exist only there.
//
//go:build linux

// Command mariadbd lends a command a private, throw-away MariaDB: it starts one, runs the command beside it and removes it.
//
//	go run ./models/db/dbtest/mariadbd -- go test ./...
//
// The command finds in its environment TEST_DATABASE=mariadb and TEST_MARIADB=mysql://qxy:password@127.0.0.1:port/, to which
// the name of a database is appended; qxy may do everything, and an empty database of the same name, qxy, stands ready. The
// server is as durable as the city's (binary log, synced at every commit), lives in a temporary folder on its own socket and
// port, and is gone when the command ends. Signals are passed on. The exit code is the command's own, or 128 and the signal's
// number where one ended it; note that go run turns any code but 0 into 1. With -- bash one can look around by hand.
package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"os/signal"
	"runtime"
	"syscall"
	"time"

	"golang.org/x/sys/unix"
)

const usage = `用法 (usage): mariadbd -- 命令 [参数 …]
借给命令一个用完即弃的 MariaDB，地址在环境变量 TEST_MARIADB 中。
Lends the command a throw-away MariaDB; its address is in TEST_MARIADB.`

func main() {
	// A child that is to die with us (Pdeathsig) dies with the thread that started it, so the main one does.
	runtime.LockOSThread()
	os.Exit(run(os.Args[1:]))
}

// run is the whole life of the command, and answers with the exit code.
func run(args []string) int {
	if len(args) > 0 && args[0] == "--" {
		args = args[1:]
	}
	if len(args) == 0 {
		say(usage)
		return 2
	}
	signals := make(chan os.Signal, 8)
	signal.Notify(signals, syscall.SIGINT, syscall.SIGTERM, syscall.SIGHUP, syscall.SIGQUIT)
	defer signal.Stop(signals)
	defer watchParent(signals)()

	s, err := startUnlessTold(signals)
	if errors.Is(err, context.Canceled) {
		return 128 + number(<-signals)
	}
	if err != nil {
		say("MariaDB 没有启动 (MariaDB did not start): %v", err)
		return 1
	}
	say("MariaDB 已就绪 (ready): %s，文件夹 (folder) %s", s.addr, s.folder)
	code := beside(s, args, signals)
	crash, err := s.stop()
	if err != nil {
		say("MariaDB 没有收拾干净 (not cleaned up): %v", err)
	}
	if crash != "" {
		say("MariaDB 中途停止 (MariaDB ended while the command ran):\n%s", crash)
		return max(code, 1)
	}
	return code
}

// startUnlessTold starts the server; a signal that comes meanwhile breaks the start off with context.Canceled and stays in
// signals to be read.
func startUnlessTold(signals chan os.Signal) (*server, error) {
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	started, watched := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(watched)
		select {
		case <-started:
		case sig := <-signals:
			cancel()
			signals <- sig
		}
	}()
	s, err := start(ctx)
	close(started)
	<-watched
	if ctx.Err() == nil {
		return s, err
	}
	if s != nil { // the signal came when it was just up
		_, err = s.stop()
	}
	return nil, errors.Join(ctx.Err(), err)
}

// beside runs the command with s in its environment, passes signals on to it and answers with its exit code.
func beside(s *server, args []string, signals <-chan os.Signal) int {
	cmd := exec.Command(args[0], args[1:]...) //nolint:gosec // running what it is told is what this command is for
	cmd.Stdin, cmd.Stdout, cmd.Stderr = os.Stdin, os.Stdout, os.Stderr
	cmd.Env = append(os.Environ(), "TEST_DATABASE=mariadb", "TEST_MARIADB="+s.url())
	terminal := atTerminal()
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: !terminal, Pdeathsig: syscall.SIGTERM}
	if err := cmd.Start(); err != nil {
		say("命令没有启动 (the command did not start): %v", err)
		return 127
	}
	ended := make(chan struct{})
	go func() {
		_ = cmd.Wait() // what it would tell stands in ProcessState
		close(ended)
	}()
	for {
		select {
		case sig := <-signals:
			pass(cmd.Process.Pid, sig, terminal)
		case <-ended:
			return exitCode(cmd.ProcessState)
		}
	}
}

// atTerminal says whether we are in front of a terminal. Then the command stays in our process group, so that it may read
// from the terminal; anywhere else it leads a group of its own, so that a signal reaches its children too (go test itself
// does not pass SIGTERM on to the tests).
func atTerminal() bool {
	group, err := unix.IoctlGetInt(int(os.Stdin.Fd()), unix.TIOCGPGRP)
	return err == nil && group == unix.Getpgrp()
}

func pass(pid int, sig os.Signal, terminal bool) {
	switch {
	case !terminal:
		_ = syscall.Kill(-pid, syscall.Signal(number(sig))) // an error means that it has just ended
	case sig == syscall.SIGINT || sig == syscall.SIGQUIT:
		// The terminal has sent it to the whole group, the command included.
	default:
		_ = syscall.Kill(pid, syscall.Signal(number(sig)))
	}
}

// watchParent sends SIGTERM when our parent is gone: go run dies of a SIGTERM without telling us. The function it returns
// ends the watch.
func watchParent(signals chan<- os.Signal) (end func()) {
	parent, over := os.Getppid(), make(chan struct{})
	go func() {
		tick := time.NewTicker(500 * time.Millisecond)
		defer tick.Stop()
		for {
			select {
			case <-over:
				return
			case <-tick.C:
			}
			if os.Getppid() != parent {
				signals <- syscall.SIGTERM
				return
			}
		}
	}()
	return func() { close(over) }
}

func exitCode(state *os.ProcessState) int {
	if status, ok := state.Sys().(syscall.WaitStatus); ok && status.Signaled() {
		return 128 + int(status.Signal())
	}
	return state.ExitCode()
}

func number(sig os.Signal) int {
	n, _ := sig.(syscall.Signal) // every signal on Linux is one
	return int(n)
}

// say talks on the error output, because the ordinary one belongs to the command.
func say(format string, args ...any) {
	_, _ = fmt.Fprintf(os.Stderr, format+"\n", args...)
}
