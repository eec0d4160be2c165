//go:build tools

package engines

import _ "github.com/opentofu/opentofu/cmd/tofu"
