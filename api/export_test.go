package api

import "context"

// ForgetLimits lets whoever guessed too often guess again.
func (s *Server) ForgetLimits() {
	s.limits.mu.Lock()
	defer s.limits.mu.Unlock()
	clear(s.limits.buckets)
}

// NewWith is New with one more line on the page of routes.
func NewWith(rooms Rooms, line func(s *Server)) *Server {
	return build(rooms, func(s *Server) { s.routes(); line(s) })
}

// ForgetfulLine is a line of routes.go that forgot to say who may call the route.
func ForgetfulLine(s *Server) {
	handle(s, route{method: get, path: "/secret", name: "secret"}, func(context.Context, *struct{}) (*struct{}, error) { return nil, nil })
}
