//go:build tools

// Keeps the module in go.mod and go.sum, from which the suite is built.
package tools

import _ "github.com/opencontainers/distribution-spec/conformance"
