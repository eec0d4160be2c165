//go:build tools

package engines

import _ "github.com/pulumi/pulumi-yaml/cmd/pulumi-language-yaml"
