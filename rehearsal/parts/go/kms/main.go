// Sigstore's own client of Vault as a plugin of cosign, for a cosign that was built without it, such as Debian's.
package main

import (
	"crypto"
	"os"

	"github.com/sigstore/sigstore/pkg/signature/kms/cliplugin/handler"
	"github.com/sigstore/sigstore/pkg/signature/kms/hashivault"
)

func main() {
	args, err := handler.GetPluginArgs(os.Args)
	if err != nil {
		fail(err)
	}
	// cosign has chosen the plugin by the scheme and hands over what stands behind it.
	uri := hashivault.ReferenceScheme + args.InitOptions.KeyResourceID
	key, err := hashivault.LoadSignerVerifier(uri, crypto.SHA256)
	if err != nil {
		fail(err)
	}
	// What fails in here is in the answer already.
	if _, err := handler.Dispatch(os.Stdout, os.Stdin, args, key); err != nil {
		os.Exit(1)
	}
}

// Tells cosign what went wrong, as the plugin protocol has it.
func fail(err error) {
	if handler.WriteErrorResponse(os.Stdout, err) != nil {
		os.Exit(2)
	}
	os.Exit(1)
}
