package town

import (
	"cmp"
	"fmt"
	"slices"

	"qingxiaoyi.cn/qingxiaoyi/services/place"
)

// Door is what a station and a mart of the demo town have in common. Community is the code of a real community, Path its path; the
// rest is invented: a name that ends in （示例）, an address that begins with 示例地址, coordinates of nobody's door, and no phone.
type Door struct {
	ID, Name, Address string
	Community, Path   string
	At                place.Point
	Hours             place.Hours
	Facilities        []string
}

// The two communities that every walk through the demo begins in. They come first wherever doors are laid out.
const (
	home     = "230604019008" // 创业八社区, 创业城街道, 让胡路区
	homeNext = "230604014013" // 景园社区, 旭园街道, 让胡路区
)

// plan is the town's ground: the tree, where each community lies, and what it is called so that no other is.
type plan struct {
	tree
	points map[string]place.Point
	names  map[string]string
	where  map[string]string
}

func survey() plan {
	p := plan{tree: daqing(), names: map[string]string{}, where: map[string]string{}}
	p.points = communityPoints(p.tree)
	count := map[string]int{}
	for _, c := range p.at(Community) {
		count[shortName(c.Name)]++
	}
	for _, d := range p.at(District) {
		for _, s := range p.children[d.Code] {
			for _, c := range p.children[s.Code] {
				short := shortName(c.Name)
				p.where[c.Code] = d.Name + s.Name + short
				p.names[c.Code] = short
				if count[short] > 1 {
					p.names[c.Code] = s.Name + short // Daqing has five 前进村
				}
			}
		}
	}
	return p
}

// door opens a door in a community, some metres from its middle.
func (p plan) door(c Unit, id, name string, north, east float64) Door {
	return Door{
		ID: id, Name: name, Address: "示例地址：" + p.where[c.Code],
		Community: c.Code, Path: c.Path, At: beside(p.points[c.Code], north/1000, east/1000),
	}
}

// choose picks n communities for which fits holds, over all districts in proportion to how many of them each has. Within a district
// urban ones come first, and one of each street before the second of any. No community is picked twice.
func (p plan) choose(n int, fits func(Unit) bool) []Unit {
	var candidates [][]Unit
	var weights []int
	for _, d := range p.at(District) {
		mine := p.candidates(d, fits)
		candidates, weights = append(candidates, mine), append(weights, len(mine))
	}
	var chosen []Unit
	for i, share := range shares(n, weights) {
		chosen = append(chosen, candidates[i][:share]...)
	}
	slices.SortStableFunc(chosen, func(a, b Unit) int { return cmp.Compare(first(a), first(b)) })
	return chosen
}

// candidates returns the communities of a district in the order in which they are picked.
func (p plan) candidates(d Unit, fits func(Unit) bool) []Unit {
	type candidate struct {
		Unit
		turn int // which of its street's it is
	}
	var found []candidate
	for _, s := range p.children[d.Code] {
		turn := map[bool]int{}
		for _, c := range p.children[s.Code] {
			if fits(c) {
				found = append(found, candidate{c, turn[urban(c)]})
				turn[urban(c)]++
			}
		}
	}
	slices.SortStableFunc(found, func(a, b candidate) int {
		return cmp.Or(cmp.Compare(first(a.Unit), first(b.Unit)), cmp.Compare(standing(a.Unit), standing(b.Unit)), cmp.Compare(a.turn, b.turn))
	})
	units := make([]Unit, len(found))
	for i, c := range found {
		units[i] = c.Unit
	}
	return units
}

// first puts home before its neighbour, and both before all others.
func first(u Unit) int {
	switch u.Code {
	case home:
		return 0
	case homeNext:
		return 1
	}
	return 2
}

// standing puts communities of a town before villages and farms.
func standing(u Unit) int {
	if urban(u) {
		return 0
	}
	return 1
}

// shares divides n in proportion to weights, the remainders going to the largest fractions (Hamilton's method), and nobody
// gets more than its weight. It panics where there is not enough to divide, which is a fault of the town's plan.
func shares(n int, weights []int) []int {
	total := 0
	for _, w := range weights {
		total += w
	}
	if n > total {
		panic(fmt.Sprintf("%d doors for %d communities", n, total))
	}
	got, order, left := make([]int, len(weights)), make([]int, len(weights)), n
	for i, w := range weights {
		got[i], order[i] = n*w/total, i
		left -= got[i]
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(n*weights[b]%total, n*weights[a]%total) })
	for _, i := range order[:left] {
		got[i]++
	}
	return got
}
