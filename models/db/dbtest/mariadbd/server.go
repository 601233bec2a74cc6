//go:build linux

package main

import (
	"context"
	"crypto/rand"
	"database/sql"
	"encoding/hex"
	"errors"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"time"

	"github.com/go-sql-driver/mysql"
)

var (
	errMissing   = errors.New("没有安装 MariaDB，请先运行 make test-deps (MariaDB is not installed: run make test-deps)")
	errPortTaken = errors.New("端口刚被占用 (somebody took the port meanwhile)")
)

// patience is how long a server may take to answer; on a busy machine a start takes a few seconds.
const patience = 90 * time.Second

// A server is one mariadbd process and the folder that holds all it writes. It is started, lent, and stopped once.
type server struct {
	folder, addr, password string

	cmd   *exec.Cmd
	ended chan struct{} // closed when the process has ended
}

// start makes a folder, a database in it and a server on it, and returns when the server answers. If anything fails, or ctx
// is cancelled, nothing is left behind and the error carries the server's error log.
func start(ctx context.Context) (*server, error) {
	install, daemon, err := programs()
	if err != nil {
		return nil, err
	}
	folder, err := os.MkdirTemp("", "qxy-mariadb-")
	if err != nil {
		return nil, fmt.Errorf("make its folder: %w", err)
	}
	s := &server{folder: folder, password: secret()}
	if err := s.create(ctx, install); err != nil {
		return nil, s.giveUp(err)
	}
	for port := 20000 + os.Getpid()%10000; ; port++ { // runs at the same time begin at different ports
		if port, err = freePort(port); err != nil {
			return nil, s.giveUp(err)
		}
		err = s.launch(ctx, daemon, port)
		if err == nil {
			return s, nil
		}
		if !errors.Is(err, errPortTaken) {
			return nil, s.giveUp(err)
		}
	}
}

// programs finds mariadb-install-db and mariadbd; Debian keeps the latter where not everybody's PATH leads.
func programs() (install, daemon string, err error) {
	if install, err = exec.LookPath("mariadb-install-db"); err != nil {
		return "", "", errMissing
	}
	for _, name := range []string{"mariadbd", "/usr/sbin/mariadbd"} {
		if daemon, err = exec.LookPath(name); err == nil {
			return install, daemon, nil
		}
	}
	return "", "", errMissing
}

// freePort finds a port on 127.0.0.1, from the given one upwards, that nobody listens on. It stays below 32768, where the
// ports begin that the kernel hands to outgoing connections and could take from under the server.
func freePort(from int) (int, error) {
	for port := from; port < 32768; port++ {
		l, err := net.Listen("tcp", net.JoinHostPort("127.0.0.1", strconv.Itoa(port)))
		if err == nil {
			return port, l.Close()
		}
	}
	return 0, fmt.Errorf("find a free port between %d and 32767", from)
}

func (s *server) path(name string) string { return filepath.Join(s.folder, name) }

// url is the address of the server, to which the name of a database is appended.
func (s *server) url() string { return "mysql://qxy:" + s.password + "@" + s.addr + "/" }

// create lays out an empty database. It gets no --user, with which the script would hand the machine's own PAM folder to
// that user; without it mariadbd runs as whoever we are, root included.
func (s *server) create(ctx context.Context, install string) error {
	if err := os.Mkdir(s.path("data"), 0o700); err != nil {
		return fmt.Errorf("make its data folder: %w", err)
	}
	grants := "CREATE OR REPLACE USER qxy@'%' IDENTIFIED BY '" + s.password + "';\n" +
		"GRANT ALL PRIVILEGES ON *.* TO qxy@'%' WITH GRANT OPTION;\n" +
		"CREATE DATABASE IF NOT EXISTS qxy;\n"
	if err := os.WriteFile(s.path("init.sql"), []byte(grants), 0o600); err != nil {
		return fmt.Errorf("write its first statements: %w", err)
	}
	cmd := exec.CommandContext(ctx, install, "--no-defaults", "--skip-test-db", //nolint:gosec // found by programs, no input
		"--auth-root-authentication-method=socket", "--datadir="+s.path("data"), "--tmpdir="+s.folder)
	cmd.Cancel = func() error { return syscall.Kill(-cmd.Process.Pid, syscall.SIGKILL) } // it is a script, with children
	return s.begin(cmd, cmd.Wait)
}

// launch starts the daemon and waits until it answers.
func (s *server) launch(ctx context.Context, daemon string, port int) error {
	s.addr = net.JoinHostPort("127.0.0.1", strconv.Itoa(port))
	args := []string{
		"--no-defaults",
		"--datadir=" + s.path("data"), "--tmpdir=" + s.folder,
		// Within the data folder: a whole path may be longer than the 107 bytes a socket's may have.
		"--socket=socket", "--pid-file=pid",
		"--bind-address=127.0.0.1", "--port=" + strconv.Itoa(port),
		"--skip-name-resolve", "--init-file=" + s.path("init.sql"),
		// Durable as in the city: without the binary log, commits that others have read can be lost (design.md, section 4).
		"--log-bin=binlog", "--sync-binlog=1", "--innodb-flush-log-at-trx-commit=1",
		"--character-set-server=utf8mb4", "--collation-server=utf8mb4_bin",
		// Every test has a database of its own, and go test runs packages side by side.
		"--max-connections=1000", "--table-open-cache=4000",
		"--secure-file-priv=" + s.folder, "--local-infile=0",
	}
	if os.Geteuid() == 0 {
		// mariadbd wants to hear it. No other user, because the folder may lie where only root may enter; and the server
		// is on 127.0.0.1, behind a password of chance, and writes no file outside its folder.
		args = append(args, "--user=root")
	}
	cmd := exec.Command(daemon, args...) //nolint:gosec // found by programs, no input
	return s.begin(cmd, func() error {
		s.cmd, s.ended = cmd, make(chan struct{})
		go func() {
			_ = cmd.Wait() // whoever cares that it ended reads the error log
			close(s.ended)
		}()
		return s.await(ctx)
	})
}

// begin starts cmd so that it writes a new error log, does not hear the terminal's Ctrl-C, and dies with us, whatever we
// die of; then it waits as told.
func (s *server) begin(cmd *exec.Cmd, wait func() error) error {
	log, err := os.OpenFile(s.path("error.log"), os.O_CREATE|os.O_WRONLY|os.O_APPEND|os.O_TRUNC, 0o600)
	if err != nil {
		return fmt.Errorf("open its error log: %w", err)
	}
	defer log.Close()
	cmd.Stdout, cmd.Stderr = log, log
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true, Pdeathsig: syscall.SIGKILL}
	if err := cmd.Start(); err != nil {
		return fmt.Errorf("start %s: %w", filepath.Base(cmd.Path), err)
	}
	if err := wait(); err != nil {
		return fmt.Errorf("run %s: %w", filepath.Base(cmd.Path), err)
	}
	return nil
}

// await returns when qxy can sign in, which is after the first statements have run.
func (s *server) await(ctx context.Context) error {
	c := mysql.NewConfig()
	c.Net, c.Addr, c.User, c.Passwd, c.DBName = "tcp", s.addr, "qxy", s.password, "qxy"
	c.Logger = &mysql.NopLogger{}
	connector, err := mysql.NewConnector(c)
	if err != nil {
		return fmt.Errorf("describe the connection: %w", err)
	}
	pool := sql.OpenDB(connector)
	defer pool.Close()
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	for {
		err := ping(ctx, pool)
		if err == nil {
			return nil
		}
		select {
		case <-s.ended:
			if strings.Contains(s.log(), "Address already in use") {
				return errPortTaken
			}
			return errors.New("it ended by itself")
		case <-ctx.Done():
			return errors.Join(ctx.Err(), err)
		case <-time.After(50 * time.Millisecond):
		}
	}
}

// ping tries once to sign in. It does not wait long, because a stranger on our port may never say a word.
func ping(ctx context.Context, pool *sql.DB) error {
	ctx, cancel := context.WithTimeout(ctx, 2*time.Second)
	defer cancel()
	return pool.PingContext(ctx)
}

// stop ends the server and removes its folder. It kills: what was written is thrown away anyway. If the server had ended by
// itself before, crash is the end of its error log.
func (s *server) stop() (crash string, err error) {
	if s.cmd != nil {
		select {
		case <-s.ended:
			crash = s.log()
		default:
			err = s.cmd.Process.Kill()
			<-s.ended
		}
	}
	return crash, errors.Join(err, os.RemoveAll(s.folder))
}

// giveUp adds the error log to err and leaves nothing behind.
func (s *server) giveUp(err error) error {
	log := s.log()
	_, untidy := s.stop()
	return errors.Join(fmt.Errorf("%w\n%s", err, log), untidy)
}

// log is the end of what the server wrote about itself.
func (s *server) log() string {
	text, err := os.ReadFile(s.path("error.log"))
	if err != nil {
		return ""
	}
	return string(text[max(0, len(text)-8192):])
}

func secret() string {
	b := make([]byte, 16)
	_, _ = rand.Read(b) // never fails (crypto/rand, Go 1.24)
	return hex.EncodeToString(b)
}
