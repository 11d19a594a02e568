package account_test

import (
	"context"
	"testing"

	"qadam/internal/access"
	"qadam/internal/testkit"
	"qadam/internal/testkit/visit"
)

func TestMain(m *testing.M) { testkit.Main(m) }

// secret is the password of everybody who has one.
const secret = "a long secret word"

// letIn gives a person of the world the password.
func letIn(s *visit.Site, who string) {
	s.T.Helper()
	if err := s.App.SetPassword(context.Background(), access.System(), s.People[who], secret); err != nil {
		s.T.Fatal(err)
	}
}

// signIn types address and password into the form of the sign-in page.
func signIn(v *visit.Visitor, email, password string) *visit.Page {
	v.T.Helper()
	return v.Get("/sign-in").Is(200).Form(visit.Say("ui.sign_in")).Fill("email", email, "password", password).Submit()
}

// token is what the visitor's browser holds.
func token(v *visit.Visitor) string {
	if c := v.Cookies[visit.SessionCookie]; c != nil {
		return c.Value
	}
	return ""
}
