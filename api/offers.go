package api

import (
	"context"

	"qingxiaoyi.cn/qingxiaoyi/models/db"
	"qingxiaoyi.cn/qingxiaoyi/services/ledger"
	"qingxiaoyi.cn/qingxiaoyi/services/mart"
	"qingxiaoyi.cn/qingxiaoyi/services/people"
	"qingxiaoyi.cn/qingxiaoyi/services/redemption"
	"qingxiaoyi.cn/qingxiaoyi/services/rulebook"
)

type goodsView struct {
	ID            string  `json:"id"`
	Name          string  `json:"name"`
	Unit          string  `json:"unit"`
	Points        int64   `json:"points"`
	InStock       int64   `json:"in_stock" doc:"还可兑换的件数"`
	LimitPerMonth int     `json:"limit_per_month" doc:"每人每月最多件数"`
	LimitLeft     *int64  `json:"limit_left" doc:"本人本月还可兑换的件数；未登录或不是骑手、居民为 null"`
	Unavailable   string  `json:"reason_unavailable,omitempty" enum:"sold_out,limit,short" doc:"现在兑换不了的原因；没有则可以兑换"`
	ReasonText    string  `json:"reason_text,omitempty" doc:"原因，给人看"`
	ImageURL      *string `json:"image_url,omitempty"`
}

type goodsInput struct {
	ByID
	Paged
}

func (s *Server) goods(ctx context.Context, in *goodsInput) (*listed[goodsView], error) {
	tx := s.Store.Read(ctx)
	m, ok := s.Marts.Find(in.ID)
	if !ok {
		return nil, people.ErrUnknown
	}
	all, err := s.Marts.Goods(tx, in.ID, tx.Now)
	if err != nil {
		return nil, err
	}
	id := func(o mart.Offer) string { return o.GoodsID }
	offers, err := after(all, in.Paged, id)
	if err != nil {
		return nil, err
	}
	book := s.Rules.InForce(tx.Now, m.OrgPath)
	judge, err := s.judge(tx, actorOf(ctx), book.Redeem)
	if err != nil {
		return nil, err
	}
	english := requestOf(ctx).english
	return pageOf(offers, in.Limit, func(o mart.Offer) goodsView {
		v := goodsView{ID: o.GoodsID, Name: o.Name, Unit: o.Unit, Points: o.Points, InStock: o.InStock, LimitPerMonth: book.Redeem.PerItemMonth}
		if o.ImageID != "" {
			link := s.photoLink(o.ImageID, false)
			v.ImageURL = &link
		}
		judge(&v, o, english)
		return v
	}, func(o mart.Offer) []string { return []string{id(o)} }), nil
}

// judge says to whoever asks what is in the way of having an offer: of townsfolk their own limits and points, of anybody else
// only that it is sold out.
func (s *Server) judge(tx *db.Tx, actor people.Actor, limits rulebook.Redeem) (func(v *goodsView, o mart.Offer, english bool), error) {
	mine := actor.Is(people.Townsfolk...)
	purse := redemption.Purse{}
	if mine {
		available, err := ledger.Available(tx, actor.ID)
		if err != nil {
			return nil, err
		}
		if purse, err = redemption.OpenPurse(tx, actor.ID, available, limits); err != nil {
			return nil, err
		}
	}
	return func(v *goodsView, o mart.Offer, english bool) {
		a := purse.Allows(o)
		if mine {
			v.LimitLeft = &a.Left
		} else if a.Code != redemption.SoldOut {
			return
		}
		v.Unavailable, v.ReasonText = a.Code, a.ZH
		if english {
			v.ReasonText = a.EN
		}
	}, nil
}
