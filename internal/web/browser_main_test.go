package web_test

import (
	"testing"

	"qadam/internal/testkit/browse"
)

func TestMain(m *testing.M) { browse.Main(m) }
