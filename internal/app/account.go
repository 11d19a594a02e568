package app

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/alexedwards/argon2id"

	"qadam/internal/access"
	"qadam/internal/audit"
	"qadam/internal/fault"
	"qadam/internal/i18n"
	"qadam/internal/portfolio"
	"qadam/internal/store"
)

// passwordParams are 19 MiB, two passes, one lane (OWASP's smallest).
var passwordParams = &argon2id.Params{Memory: 19 * 1024, Iterations: 2, Parallelism: 1, SaltLength: 16, KeyLength: 32}

// nobody is compared with when there is no such person, so that a guess takes
// as long as for a real one.
const nobody = "$argon2id$v=19$m=19456,t=2,p=1$CDZTJVdx/N7WJfFxBCQcVg$TSzvXu09Pu8ZpUtfCjScOCoCPfkA/aiou1P/x+X5kAE"

// SignIn opens a session and returns its token for the cookie. A wrong address
// and a wrong password look the same; too many guesses must wait.
func (a *App) SignIn(ctx context.Context, email, password, device, ip string) (string, error) {
	person, err := a.recognize(ctx, strings.ToLower(strings.TrimSpace(email)), password, ip)
	if err != nil {
		return "", err
	}
	return a.openSession(ctx, person, device)
}

// recognize returns the person of the address when the password is right. It
// counts the failures and compares in one turn at the slot, so that guesses
// sent all at once are throttled like those sent one after another.
func (a *App) recognize(ctx context.Context, email, password, ip string) (portfolio.Person, error) {
	if err := a.slot(ctx); err != nil {
		return portfolio.Person{}, err
	}
	defer func() { <-a.slots }()
	subjects := []string{subject("email", email), subject("ip", ip)}
	for i, s := range subjects {
		free := 0
		if i == 1 {
			free = 4 * access.ThrottleFree // an office shares one address
		}
		if err := a.throttle(ctx, s, free); err != nil {
			return portfolio.Person{}, err
		}
	}
	person, hash, err := a.Store.Credential(ctx, email)
	if err != nil && !fault.Is(err, fault.KindNotFound) {
		return portfolio.Person{}, err
	}
	if hash == "" || person.BlockedAt != nil {
		person, hash = portfolio.Person{}, nobody
	}
	match, err := argon2id.ComparePasswordAndHash(password, hash)
	if err != nil {
		return portfolio.Person{}, err
	}
	if !match || person.ID == 0 {
		if err := a.Store.Fail(ctx, subjects...); err != nil {
			return portfolio.Person{}, err
		}
		return portfolio.Person{}, fault.Invalid("account.wrong_credentials")
	}
	return person, a.Store.Forgive(ctx, subjects[0])
}

// throttle refuses a guess that comes too soon after others that failed; free
// of them do not count.
func (a *App) throttle(ctx context.Context, subject string, free int) error {
	n, latest, err := a.Store.Failures(ctx, subject)
	if err != nil {
		return err
	}
	if wait := access.Wait(n-free, latest, a.Store.Now()); wait > 0 {
		return fault.Invalid("account.wait", "Seconds", int((wait+time.Second-1)/time.Second))
	}
	return nil
}

// SignInDemo opens a session without a password. Only a demonstration calls it.
func (a *App) SignInDemo(ctx context.Context, email, device string) (string, error) {
	person, _, err := a.Store.Credential(ctx, email)
	if err != nil {
		return "", err
	}
	if person.BlockedAt != nil || !strings.HasSuffix(email, "@qadam.demo") {
		return "", fault.NotFound()
	}
	return a.openSession(ctx, person, device)
}

func (a *App) openSession(ctx context.Context, person portfolio.Person, device string) (string, error) {
	raw := make([]byte, 32)
	_, _ = rand.Read(raw) // never fails
	token := hex.EncodeToString(raw)
	actor := access.Actor{ID: person.ID, Name: person.Name}
	err := a.Store.Write(ctx, actor, func(tx *store.Tx) error {
		n := access.Session{
			Token: SessionToken(token), PersonID: person.ID, Device: device,
			OpenedAt: tx.Now, LastSeen: tx.Now, ExpiresAt: tx.Now.Add(access.SessionAbsolute),
		}
		if err := tx.AddSession(&n); err != nil {
			return err
		}
		return tx.Record("session.opened", audit.Nowhere, "person", person.ID, audit.Added(map[string]any{"device": device}))
	})
	return token, err
}

// SessionToken is what is kept of a token: its SHA-256 in hex.
func SessionToken(token string) string {
	sum := sha256.Sum256([]byte(token))
	return hex.EncodeToString(sum[:])
}

// SignOut ends the actor's session of the key. One that has been ended
// elsewhere meanwhile is out already.
func (a *App) SignOut(ctx context.Context, actor access.Actor, sessionID int64) error {
	err := a.EndSessions(ctx, actor, sessionID, 0)
	if fault.Is(err, fault.KindNotFound) {
		return nil
	}
	return err
}

// EndSessions ends one of the actor's own sessions, or with 0 all but the one
// to keep.
func (a *App) EndSessions(ctx context.Context, actor access.Actor, sessionID, keep int64) error {
	return a.Store.Write(ctx, actor, func(tx *store.Tx) error {
		if err := tx.RemoveSessions(actor.ID, sessionID, keep); err != nil {
			return err
		}
		return tx.Record("session.closed", audit.Nowhere, "person", actor.ID, audit.Change{})
	})
}

// ChangePassword replaces the actor's own password and ends the other sessions.
func (a *App) ChangePassword(ctx context.Context, actor access.Actor, old, password string, keep int64) error {
	reader := a.Store.Read(actor, a.Store.Instant())
	person, err := reader.Person(ctx, actor.ID)
	if err != nil {
		return err
	}
	if err := a.checkOwn(ctx, person.Email, old); err != nil {
		return err
	}
	hash, err := a.hash(ctx, "password", password, person)
	if err != nil {
		return err
	}
	return a.Store.Write(ctx, actor, func(tx *store.Tx) error {
		if err := tx.SaveCredential(actor.ID, hash); err != nil {
			return err
		}
		if err := tx.RemoveSessions(actor.ID, 0, keep); err != nil {
			return err
		}
		return tx.Record("person.password_changed", audit.Nowhere, "person", actor.ID, audit.Change{})
	})
}

// checkOwn compares with the person's own password, throttled like sign-in.
func (a *App) checkOwn(ctx context.Context, email, password string) error {
	if err := a.slot(ctx); err != nil {
		return err
	}
	defer func() { <-a.slots }()
	guess := subject("password", email)
	if err := a.throttle(ctx, guess, 0); err != nil {
		return err
	}
	_, hash, err := a.Store.Credential(ctx, email)
	if err != nil {
		return err
	}
	if hash == "" {
		hash = nobody
	}
	match, err := argon2id.ComparePasswordAndHash(password, hash)
	if err != nil {
		return err
	}
	if !match {
		if err := a.Store.Fail(ctx, guess); err != nil {
			return err
		}
		return fault.Field("old_password", "account.wrong_password")
	}
	return a.Store.Forgive(ctx, guess)
}

// ChooseLocale remembers the language that the actor reads.
func (a *App) ChooseLocale(ctx context.Context, actor access.Actor, l i18n.Locale) error {
	return a.Store.Write(ctx, actor, func(tx *store.Tx) error {
		p, err := tx.Person(actor.ID)
		if err != nil || p.Locale == l {
			return err
		}
		before := p.Locale
		p.Locale = l
		if err := tx.SavePerson(&p); err != nil {
			return err
		}
		return tx.Record("person.changed", audit.Nowhere, "person", p.ID, audit.Diff(map[string]any{"locale": before}, map[string]any{"locale": l}))
	})
}

// hash hashes a new password, or says in the named field what is wrong with it.
func (a *App) hash(ctx context.Context, field, password string, p portfolio.Person) (string, error) {
	switch n := utf8.RuneCountInString(password); {
	case n < access.PasswordMin:
		return "", fault.Field(field, "account.password_short", "Limit", access.PasswordMin)
	case n > access.PasswordMax:
		return "", fault.Field(field, "account.password_long", "Limit", access.PasswordMax)
	case namesPerson(password, p):
		return "", fault.Field(field, "account.password_is_name")
	case strings.Trim(password, string([]rune(password)[:1])) == "":
		return "", fault.Field(field, "account.password_repeats")
	}
	if err := a.slot(ctx); err != nil {
		return "", err
	}
	defer func() { <-a.slots }()
	return argon2id.CreateHash(password, passwordParams)
}

// slot waits for one of the few turns to hash; the caller gives it back.
func (a *App) slot(ctx context.Context) error {
	select {
	case a.slots <- struct{}{}:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// subject is what failed guesses are counted under; it does not say of whom.
func subject(kind, s string) string {
	sum := sha256.Sum256([]byte(kind + ":" + s))
	return hex.EncodeToString(sum[:16])
}

// namesPerson reports whether the password holds the person's address before
// the @; one of a letter or two is no secret to give away.
func namesPerson(password string, p portfolio.Person) bool {
	local, _, _ := strings.Cut(strings.ToLower(p.Email), "@")
	return utf8.RuneCountInString(local) > 2 && strings.Contains(strings.ToLower(password), local)
}
