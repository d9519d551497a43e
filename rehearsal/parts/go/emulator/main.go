// Stands in for an emulator of moby/buildkit (buildkit-qemu-aarch64 …). Those are QEMU with a patch: what an emulated
// program executes is emulated as well, with nothing in the machine's binfmt_misc. Debian's QEMU has no such patch. So
// this program registers it where the emulated programs alone see it: in a binfmt_misc of a user namespace of their own
// (Linux 6.7). The QEMU and its registration are appended to the file, as BuildKit brings one file into a container.
package main

import (
	"bytes"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"strings"
	"syscall"
	"unsafe"
)

const (
	self   = "/proc/self/exe"
	binfmt = "/proc/sys/fs/binfmt_misc"
	inside = ".inside"
	asUser = ".as-user"
)

func main() {
	switch filepath.Base(os.Args[0]) {
	case "buildkit-runc":
		startContainer()
	case inside:
		register()
	case asUser:
		run(os.Args[1:])
	default:
		// BuildKit puts this file in front of the command.
		os.Exit(enter(os.Args[1:]))
	}
}

// enter starts the command in a user namespace whose root is the user that we are.
func enter(args []string) int {
	uid, gid := os.Geteuid(), os.Getegid()
	everybody := uid == 0
	attributes := &syscall.SysProcAttr{Cloneflags: syscall.CLONE_NEWUSER | syscall.CLONE_NEWNS, GidMappingsEnableSetgroups: everybody}
	if everybody {
		all := []syscall.SysProcIDMap{{ContainerID: 0, HostID: 0, Size: 1<<32 - 1}}
		attributes.UidMappings, attributes.GidMappings = all, all
	} else {
		attributes.UidMappings = []syscall.SysProcIDMap{{ContainerID: 0, HostID: uid, Size: 1}}
		attributes.GidMappings = []syscall.SysProcIDMap{{ContainerID: 0, HostID: gid, Size: 1}}
	}
	code, err := wait(append([]string{inside, fmt.Sprint(uid), fmt.Sprint(gid)}, args...), attributes)
	if err != nil {
		fatal("this kernel gives no user namespace of its own to emulated programs (Linux 6.7 or later does): %v", err)
	}
	return code
}

// register runs as root of the namespace, registers QEMU in it, and goes on as the user that BuildKit meant.
func register() {
	uid, gid, args := os.Args[1], os.Args[2], os.Args[3:]
	qemu, line, err := appended()
	if err != nil {
		fatal("%v", err)
	}
	interpreter, err := inMemory(qemu)
	if err != nil {
		fatal("no file in memory for QEMU: %v", err)
	}
	if err := syscall.Mount("binfmt_misc", binfmt, "binfmt_misc", 0, ""); err != nil {
		fatal("this kernel keeps no binfmt_misc for each user namespace (Linux 6.7 or later does): %v", err)
	}
	if err := os.WriteFile(filepath.Join(binfmt, "register"), []byte(strings.Replace(line, "@", interpreter, 1)), 0); err != nil {
		fatal("QEMU could not be registered: %v", err)
	}
	if uid == "0" {
		run(args)
	}
	var user, group int
	fmt.Sscan(uid, &user)
	fmt.Sscan(gid, &group)
	code, err := wait(append([]string{asUser}, args...), &syscall.SysProcAttr{
		Cloneflags:  syscall.CLONE_NEWUSER,
		UidMappings: []syscall.SysProcIDMap{{ContainerID: user, HostID: 0, Size: 1}},
		GidMappings: []syscall.SysProcIDMap{{ContainerID: group, HostID: 0, Size: 1}},
	})
	if err != nil {
		fatal("no user namespace for user %s: %v", uid, err)
	}
	os.Exit(code)
}

// startContainer goes in front of runc, which BuildKit finds under this name. Its seccomp profile keeps what it confines
// from making namespaces, and so it is left away from what is emulated, and from nothing else.
func startContainer() {
	for at, arg := range os.Args {
		if arg != "--bundle" || at+1 == len(os.Args) {
			continue
		}
		file := filepath.Join(os.Args[at+1], "config.json")
		var spec map[string]any
		text, err := os.ReadFile(file)
		if err == nil {
			// Numbers stay as they are written: some are larger than a float holds.
			reader := json.NewDecoder(bytes.NewReader(text))
			reader.UseNumber()
			err = reader.Decode(&spec)
		}
		if err != nil {
			fatal("%v", err)
		}
		process, _ := spec["process"].(map[string]any)
		linux, _ := spec["linux"].(map[string]any)
		args, _ := process["args"].([]any)
		if len(args) == 0 || args[0] != "/dev/.buildkit_qemu_emulator" {
			continue
		}
		delete(linux, "seccomp")
		text, err = json.Marshal(spec)
		if err == nil {
			err = os.WriteFile(file, text, 0o600)
		}
		if err != nil {
			fatal("%v", err)
		}
	}
	fatal("%v", syscall.Exec("/usr/bin/runc", append([]string{"runc"}, os.Args[1:]...), os.Environ()))
}

// run becomes the command. BuildKit's emulators look for it in PATH and answer 1 where it cannot be loaded.
func run(args []string) {
	if len(args) == 0 {
		fatal("no command")
	}
	file, err := exec.LookPath(args[0])
	if err != nil && !errors.Is(err, exec.ErrDot) {
		fmt.Printf("Error while loading %s: No such file or directory\n", args[0])
		os.Exit(1)
	}
	err = syscall.Exec(file, args, os.Environ())
	fmt.Printf("Error while loading %s: %v\n", args[0], err)
	os.Exit(1)
}

func wait(argv []string, attributes *syscall.SysProcAttr) (int, error) {
	signals := make(chan os.Signal, 16)
	signal.Notify(signals)
	command := &exec.Cmd{Path: self, Args: argv, Stdin: os.Stdin, Stdout: os.Stdout, Stderr: os.Stderr, SysProcAttr: attributes}
	if err := command.Start(); err != nil {
		return 0, err
	}
	go func() {
		for got := range signals {
			if got != syscall.SIGCHLD && got != syscall.SIGURG {
				_ = command.Process.Signal(got)
			}
		}
	}()
	_ = command.Wait()
	state := command.ProcessState.Sys().(syscall.WaitStatus)
	if state.Signaled() {
		return 128 + int(state.Signal()), nil
	}
	return state.ExitStatus(), nil
}

// appended reads what the rehearsal put behind this program: QEMU, the registration, and the lengths of both.
func appended() ([]byte, string, error) {
	file, err := os.ReadFile(self)
	if err != nil {
		return nil, "", err
	}
	end := len(file) - 16
	qemu, line := int(binary.LittleEndian.Uint64(file[end:])), int(binary.LittleEndian.Uint64(file[end+8:]))
	if end < 0 || qemu <= 0 || line <= 0 || qemu+line > end {
		return nil, "", errors.New("no QEMU is appended to this file")
	}
	return file[end-line-qemu : end-line], string(file[end-line : end]), nil
}

func inMemory(content []byte) (string, error) {
	name, _ := syscall.BytePtrFromString("qemu")
	fd, _, errno := syscall.Syscall(memfdCreate, uintptr(unsafe.Pointer(name)), 1, 0)
	if errno != 0 {
		return "", errno
	}
	file := os.NewFile(fd, "qemu")
	if _, err := file.Write(content); err != nil {
		return "", err
	}
	// Executed while it is open for writing it would be "busy".
	readable, err := syscall.Open(fmt.Sprintf("/proc/self/fd/%d", fd), syscall.O_RDONLY|syscall.O_CLOEXEC, 0)
	if err != nil {
		return "", err
	}
	return fmt.Sprintf("/proc/self/fd/%d", readable), file.Close()
}

func fatal(format string, values ...any) {
	fmt.Fprintf(os.Stderr, "the rehearsal's emulator: "+format+"\n", values...)
	os.Exit(70)
}
