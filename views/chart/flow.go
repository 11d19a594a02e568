package chart

import (
	"context"
	"fmt"

	"qadam/internal/i18n"
	"qadam/internal/money"
	"qadam/internal/portfolio"
)

// FlowData is planned against realised models: how much of what was planned by
// one model was signed by which. Sums in tiyn.
type FlowData struct {
	Head
	Streams []Stream
}

// Stream is money planned by one model and realised by another. Planned "" is a
// contract that no plan foresaw, Realised "" is a plan without a contract.
type Stream struct {
	Planned  portfolio.Model
	Realised portfolio.Model
	Amount   money.Amount
}

func (s Stream) from() Key {
	if s.Planned == "" {
		return NotPlanned
	}
	return Key(s.Planned)
}

func (s Stream) to() Key {
	if s.Realised == "" {
		return NotSigned
	}
	return Key(s.Realised)
}

// order of nodes from top to bottom; the odd ones below.
var order = []Key{"ppp", "service", "public", "private", NotPlanned, NotSigned}

// node is a model on one side.
type node struct {
	key    Key
	amount money.Amount
	y, h   int
	taken  money.Amount // by the ribbons laid out
}

// ribbon is a stream that has been laid out.
type ribbon struct {
	Stream
	path string
}

// The drawing in pixels: the sum of all streams is as high as flowScale; a node
// is at least as high as the two lines that name it.
const (
	flowScale = 200
	flowSlot  = 36
	flowGap   = 8
	nodeWidth = 10
)

// layOut places nodes and ribbons. The nodes of both sides are in one scale.
func (d FlowData) layOut() (left, right []node, ribbons []ribbon, height int) {
	var all money.Amount
	from, to := map[Key]money.Amount{}, map[Key]money.Amount{}
	for _, s := range d.Streams {
		if s.Amount > 0 {
			all += s.Amount
			from[s.from()] += s.Amount
			to[s.to()] += s.Amount
		}
	}
	left, lowLeft := column(from, all)
	right, lowRight := column(to, all)
	for _, f := range order {
		for _, t := range order {
			for _, s := range d.Streams {
				if s.Amount <= 0 || s.from() != f || s.to() != t {
					continue
				}
				a, b := find(left, f), find(right, t)
				ribbons = append(ribbons, ribbon{s, ribbonPath(a.part(s.Amount), b.part(s.Amount))})
			}
		}
	}
	return left, right, ribbons, max(lowLeft, lowRight)
}

// column stacks the nodes of one side.
func column(sums map[Key]money.Amount, all money.Amount) (nodes []node, low int) {
	y := 0
	for _, k := range order {
		if sums[k] == 0 {
			continue
		}
		n := node{key: k, amount: sums[k], y: y, h: max(2, scaled(sums[k], all, flowScale))}
		y += max(n.h, flowSlot) + flowGap
		nodes = append(nodes, n)
	}
	return nodes, max(0, y-flowGap)
}

func find(nodes []node, k Key) *node {
	for i := range nodes {
		if nodes[i].key == k {
			return &nodes[i]
		}
	}
	return nil
}

// part is where the next ribbon of the sum meets the node.
func (n *node) part(a money.Amount) [2]int {
	top := n.y + scaled(n.taken, n.amount, n.h)
	n.taken += a
	return [2]int{top, n.y + scaled(n.taken, n.amount, n.h)}
}

// ribbonPath is a ribbon from side to side, in a box 100 wide.
func ribbonPath(l, r [2]int) string {
	return fmt.Sprintf("M0 %dC50 %d 50 %d 100 %dV%dC50 %d 50 %d 0 %dz", l[0], l[0], r[0], r[0], r[1], r[1], l[1], l[1])
}

// label is the name of a node.
func label(ctx context.Context, k Key) string {
	switch k {
	case NotPlanned:
		return i18n.T(ctx, "chart.not_planned")
	case NotSigned:
		return i18n.T(ctx, "chart.not_signed")
	default:
		return i18n.T(ctx, "funding_short."+string(k))
	}
}

func keysOf(left, right []node) []Key {
	var keys []Key
	for _, n := range append(append([]node{}, left...), right...) {
		keys = append(keys, n.key)
	}
	return keys
}
