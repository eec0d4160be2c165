//go:build tools

package engines

import _ "github.com/rhysd/actionlint/cmd/actionlint"
