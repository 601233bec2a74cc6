package api

import (
	"context"

	"qingxiaoyi.cn/qingxiaoyi/services/people"
)

// MayGoOn says what a stream of the actor, opened with the token, hears when it asks again who listens.
func (s *Server) MayGoOn(ctx context.Context, actor people.Actor, token string) (bool, error) {
	l, err := s.live.Listen(ctx, actor)
	if err != nil {
		return false, err
	}
	defer l.Close()
	return s.mayGoOn(ctx, l, "Bearer "+token), nil
}
