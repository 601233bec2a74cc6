package org

import (
	"context"
	"sync/atomic"

	"qingxiaoyi.cn/qingxiaoyi/models/db"
)

// Service keeps the tree at hand, so that no request reads it from the database.
type Service struct {
	store *db.Store
	tree  atomic.Pointer[Tree]
}

// New makes a Service whose tree is empty until the first Reload.
func New(store *db.Store) *Service {
	s := &Service{store: store}
	s.tree.Store(newTree(nil))
	return s
}

// Tree is the organisation as of the last Reload.
func (s *Service) Tree() *Tree { return s.tree.Load() }

// Reload reads the tree afresh; where that fails the old one stays.
func (s *Service) Reload(ctx context.Context) error {
	tree, err := Load(s.store.Read(ctx))
	if err != nil {
		return err
	}
	s.tree.Store(tree)
	return nil
}
