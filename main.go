// Command qingxiaoyi serves the points and marts of a warm city. This is the one place where things are wired.
package main

import (
	"fmt"
	"os"

	"github.com/alecthomas/kong"

	"qingxiaoyi.cn/qingxiaoyi/config"
)

// verbs are what the program can do.
type verbs struct {
	config.Settings

	Serve   serveVerb   `cmd:"" help:"Serve the API and the pages."`
	Migrate migrateVerb `cmd:"" help:"Bring the database's schema up to this program."`
	Found   foundVerb   `cmd:"" help:"Begin a real town in an empty database: tree, default rulebook, first administrator."`
	Demo    demoVerb    `cmd:"" help:"Make the demo town (示例数据) in an empty data folder and serve it."`
	Audit   auditVerb   `cmd:"" help:"Recompute every balance from the rows and name the first bad one."`
	Bench   benchVerb   `cmd:"" help:"Measure award and redeem against one transaction a request written by hand."`
	Health  healthVerb  `cmd:"" help:"Ask a running server whether it is ready; for health checks."`
	OpenAPI openapiVerb `cmd:"" name:"openapi" help:"Print the OpenAPI document."`
}

func main() {
	var v verbs
	parser := kong.Must(&v, kong.Name("qingxiaoyi"), kong.Description("庆小驿：一座温暖城市的积分后台"), kong.UsageOnError())
	ctx, err := parser.Parse(os.Args[1:])
	parser.FatalIfErrorf(err)
	if err := ctx.Run(&v.Settings); err != nil {
		fmt.Fprintln(os.Stderr, "qingxiaoyi:", err)
		os.Exit(1)
	}
}
