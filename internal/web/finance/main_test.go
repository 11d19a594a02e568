package finance_test

import (
	"testing"

	"qadam/internal/testkit"
)

func TestMain(m *testing.M) { testkit.Main(m) }
