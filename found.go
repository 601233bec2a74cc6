package main

import (
	"context"
	"encoding/base64"
	"errors"
	"fmt"
	"os"

	"qingxiaoyi.cn/qingxiaoyi/config"
	"qingxiaoyi.cn/qingxiaoyi/models/db"
	"qingxiaoyi.cn/qingxiaoyi/services/demo"
	"qingxiaoyi.cn/qingxiaoyi/services/org"
	"qingxiaoyi.cn/qingxiaoyi/services/people"
	"qingxiaoyi.cn/qingxiaoyi/services/rulebook"
)

// foundVerb makes a real town's beginning: the tree, the default rulebook and one system administrator.
type foundVerb struct {
	User string `name:"user" default:"sysadmin" help:"User name of the first system administrator."`
	Name string `default:"系统管理员" help:"Their name."`
}

// Run founds a town in an empty, migrated database. The administrator's password and second factor are printed once and kept
// nowhere; everybody else is hired by them.
func (v foundVerb) Run(s *config.Settings) error {
	c, err := config.Load(*s)
	if err != nil {
		return err
	}
	ctx, log := context.Background(), newLog(c.LogLevel)
	store, err := openStore(ctx, c, log)
	if err != nil {
		return err
	}
	defer func() { _ = store.Close() }()
	if _, anything, err := demo.Founded(ctx, store); err != nil {
		return err
	} else if anything {
		return errors.New("this database holds a town already")
	}
	h, err := open(ctx, c, store, log)
	if err != nil {
		return err
	}
	password := base64.RawURLEncoding.EncodeToString(db.Secret(15))
	hash, err := h.passwords.Hash(ctx, password)
	if err != nil {
		return err
	}
	secret, link, err := people.NewTOTP("庆小驿", v.User)
	if err != nil {
		return err
	}
	err = store.Write(ctx, func(tx *db.Tx) error {
		if err := org.Plant(tx, demo.Units()); err != nil {
			return err
		}
		if err := rulebook.Publish(tx, rulebook.Default(), "founding"); err != nil {
			return err
		}
		_, err := h.People.Found(tx, people.NewPerson{
			Name: v.Name, Username: v.User, PasswordHash: hash, TOTPSecret: secret, GrantedBy: "founding",
			Roles: []people.Scoped{{Role: people.SysAdmin, ScopeID: "2306", Path: "/2306/"}},
		})
		return err
	})
	if err != nil {
		return fmt.Errorf("found the town: %w", err)
	}
	_, _ = fmt.Fprintf(os.Stdout, "已建好组织树和默认积分办法。第一位系统管理员（只显示这一次）：\n  用户名    %s\n  密码      %s\n  动态口令  %s\n", v.User, password, link)
	return nil
}
