package web

import (
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/labstack/echo/v4"

	"qadam/internal/web/site"
)

// The router cleans what begins with two slashes before; the address is held here as
// well, because a browser takes such a one for another host.
func TestAShortAddressIsOfThisHost(t *testing.T) {
	for address, want := range map[string]string{
		"/projects?against=&q=a": "/projects?q=a", "/?as_of=": "/", "//example.org/?against=": "", "///example.org/?against=": "",
		"/%2Fexample.org/?against=": "/%2Fexample.org/", `/\example.org/?against=`: "/%5Cexample.org/", "http://example.org?against=": "/",
	} {
		c := echo.New().NewContext(httptest.NewRequest(http.MethodGet, address, nil), httptest.NewRecorder())
		if got := shortened(c, &site.Visit{}); got != want {
			t.Errorf("%s is shortened to %q, want %q", address, got, want)
		}
	}
}
