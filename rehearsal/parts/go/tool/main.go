// A tool as its publisher would have released it: it says the version that it stands for, and is the rehearsal's own
// program otherwise. What it stands for is appended to the file, as JSON and its length.
package main

import (
	"encoding/binary"
	"encoding/json"
	"fmt"
	"os"
	"slices"
	"syscall"
)

type tool struct {
	// Program is run with the same arguments.
	Program string
	// Ask is what asks for the version, and Answer what is then printed.
	Ask    []string
	Answer string
}

func main() {
	file, err := os.ReadFile("/proc/self/exe")
	if err != nil {
		fatal(err)
	}
	end := len(file) - 8
	length := int(binary.LittleEndian.Uint64(file[end:]))
	var is tool
	if err := json.Unmarshal(file[end-length:end], &is); err != nil {
		fatal(err)
	}
	if slices.Equal(os.Args[1:], is.Ask) {
		fmt.Println(is.Answer)
		return
	}
	fatal(syscall.Exec(is.Program, append([]string{is.Program}, os.Args[1:]...), os.Environ()))
}

func fatal(err error) {
	fmt.Fprintln(os.Stderr, err)
	os.Exit(70)
}
