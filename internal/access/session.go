package access

import "time"

// Limits of a session: how long it may lie idle, how long it may last, and how
// often its last use is written down.
const (
	SessionIdle     = 12 * time.Hour
	SessionAbsolute = 14 * 24 * time.Hour
	SessionTouch    = time.Minute
)

// Session is a person signed in on a device. It is kept in the database, so
// that it can be revoked from another device.
type Session struct {
	ID        int64
	Token     string // hex of the SHA-256 of what the cookie holds
	PersonID  int64
	Device    string // in words, such as Firefox, Linux
	OpenedAt  time.Time
	LastSeen  time.Time
	ExpiresAt time.Time
}

// Valid reports whether the session still opens the door.
func (s Session) Valid(now time.Time) bool {
	return now.Before(s.ExpiresAt) && now.Sub(s.LastSeen) < SessionIdle
}

// Throttle of sign-in: so many wrong guesses in the window are free, then the
// wait doubles with each further one.
const (
	ThrottleWindow = 15 * time.Minute
	ThrottleFree   = 5
)

// Wait is how long the next guess must wait, given the failures within the
// window, the latest of them last.
func Wait(failures int, latest, now time.Time) time.Duration {
	if failures < ThrottleFree {
		return 0
	}
	wait := min(time.Second<<min(failures-ThrottleFree+2, 10), ThrottleWindow)
	return max(0, wait-now.Sub(latest))
}

// PasswordLimits are the lengths of a password in characters.
const (
	PasswordMin = 10
	PasswordMax = 200
)
