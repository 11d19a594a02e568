package portfolio

import (
	"qadam/internal/fault"
)

// Way says where a line goes.
type Way string

// The ways in which a line may be moved; what stands under it goes along.
const (
	MoveUp          Way = "up"           // before the line above, of the same parent
	MoveDown        Way = "down"         // behind the line below, of the same parent
	MoveIn          Way = "in"           // under the line above
	MoveOut         Way = "out"          // behind its parent
	MoveBefore      Way = "before"       // before another line of its project
	MoveProjectUp   Way = "project_up"   // all lines of its project before the project above
	MoveProjectDown Way = "project_down" // all lines of its project behind the project below
)

// Ways lists them all.
var Ways = []Way{MoveUp, MoveDown, MoveIn, MoveOut, MoveBefore, MoveProjectUp, MoveProjectDown}

// Move is one move of a line.
type Move struct {
	Way    Way
	Before int64 // the milestone before which it goes, for MoveBefore
}

// cannotMove says that there is no such place for the line.
func cannotMove() error { return fault.Invalid("roadmap.cannot_move") }

// Apply returns the lines as they stand after the move of one of them, or why
// it cannot be.
func (m Move) Apply(places []Place, milestoneID int64) ([]Place, error) {
	s := spotsOf(places)
	i := s.index(milestoneID)
	if i < 0 {
		return nil, fault.NotFound()
	}
	var err error
	switch m.Way {
	case MoveUp, MoveDown:
		s, err = s.along(i, m.Way)
	case MoveIn:
		if s.before(i) < 0 {
			return nil, cannotMove()
		}
		err = s.deepened(i, s.end(i), 1)
	case MoveOut:
		s, err = s.out(i)
	case MoveBefore:
		s, err = s.to(i, m.Before)
	case MoveProjectUp, MoveProjectDown:
		s, err = s.project(i, m.Way)
	default:
		err = cannotMove()
	}
	if err != nil {
		return nil, err
	}
	return s.places(), nil
}

// May reports whether the move would change anything.
func (m Move) May(places []Place, milestoneID int64) bool {
	_, err := m.Apply(places, milestoneID)
	return err == nil
}

// along moves a line past its neighbour of the same parent.
func (s spots) along(i int, way Way) (spots, error) {
	if way == MoveDown {
		end := s.end(i)
		if end == len(s) || s[end].project != s[i].project || s[end].depth != s[i].depth {
			return nil, cannotMove()
		}
		return s.swapped(i, end, s.end(end)), nil
	}
	before := s.before(i)
	if before < 0 {
		return nil, cannotMove()
	}
	return s.swapped(before, i, s.end(i)), nil
}

// out moves a line behind its parent.
func (s spots) out(i int) (spots, error) {
	parent := s.parent(i)
	if parent < 0 {
		return nil, cannotMove()
	}
	end, behind := s.end(i), s.end(parent)
	if err := s.deepened(i, end, -1); err != nil {
		return nil, err
	}
	return s.swapped(i, end, behind), nil
}

// to moves a line before another one of its project.
func (s spots) to(i int, before int64) (spots, error) {
	j, end := s.index(before), s.end(i)
	if j < 0 || s[j].project != s[i].project || j >= i && j < end {
		return nil, cannotMove()
	}
	if err := s.deepened(i, end, s[j].depth-s[i].depth); err != nil {
		return nil, err
	}
	if j < i {
		return s.swapped(j, i, end), nil
	}
	return s.swapped(i, end, j), nil
}

// project moves all lines of the project of the line past those of another.
func (s spots) project(i int, way Way) (spots, error) {
	from, to := s.run(i)
	if way == MoveProjectUp {
		if from == 0 {
			return nil, cannotMove()
		}
		above, _ := s.run(from - 1)
		return s.swapped(above, from, to), nil
	}
	if to == len(s) {
		return nil, cannotMove()
	}
	_, below := s.run(to)
	return s.swapped(from, to, below), nil
}
