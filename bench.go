package main

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"runtime/pprof"
	"slices"
	"strings"
	"time"

	"qingxiaoyi.cn/qingxiaoyi/config"
)

// benchVerb measures the product against one transaction a request written by hand on the driver, behind the same HTTP
// server, in turns within one run on the engine it is given.
type benchVerb struct {
	JSON    bool    `help:"Print an array of JSON objects instead of a table."`
	Clients []int   `default:"1,16,64,256" help:"How many clients at once, one measurement each."`
	Seconds float64 `default:"4" help:"Seconds for each side of each measurement."`
	People  int     `default:"10000" help:"Over how many people the load is spread."`
	Only    string  `help:"Measure only this: award, redeem or redeem-hot."`
	Profile string  `help:"Write a CPU profile of the measurements to this file." type:"path"`
}

// rounds is in how many turns the two sides of a measurement alternate.
const rounds = 4

// figure is one measurement. Latencies are the product's, milliseconds; HandP50 and HandP99 are the rival's.
type figure struct {
	Engine   string  `json:"engine"`
	Op       string  `json:"op"`
	Spread   string  `json:"spread"`
	Clients  int     `json:"clients"`
	Product  float64 `json:"product_tps"`
	Hand     float64 `json:"handwritten_tps"`
	Ratio    float64 `json:"ratio"`
	P50      float64 `json:"p50_ms"`
	P99      float64 `json:"p99_ms"`
	HandP50  float64 `json:"handwritten_p50_ms"`
	HandP99  float64 `json:"handwritten_p99_ms"`
	Requests int     `json:"requests"`
}

// Run founds a town for the benchmark in a database of its own, which it takes away again.
func (v benchVerb) Run(s *config.Settings) error {
	if s.Env == config.Production {
		return fmt.Errorf("QXY_ENV=production: the benchmark fills a database and belongs on another server")
	}
	ctx := context.Background()
	if !v.JSON {
		fmt.Fprintf(os.Stderr, "founding a town of %d people …\n", v.People)
	}
	b, err := newBenchTown(ctx, *s, v.People)
	if err != nil {
		return err
	}
	defer b.close()
	stop, err := profile(v.Profile)
	if err != nil {
		return err
	}
	defer stop()
	var figures []figure
	for _, job := range []benchJob{
		{op: "award", spread: "people", make: b.award}, {op: "redeem", spread: "people", make: b.redeem},
		{op: "redeem", spread: "hot", make: b.redeemHot},
	} {
		if v.Only != "" && v.Only != job.name() {
			continue
		}
		for _, clients := range v.Clients {
			f, err := b.measure(ctx, job, clients, time.Duration(v.Seconds*float64(time.Second)))
			if err != nil {
				return err
			}
			figures = append(figures, f)
			if !v.JSON {
				f.print()
			}
		}
	}
	if err := b.prove(ctx); err != nil {
		return err
	}
	if v.JSON {
		e := json.NewEncoder(os.Stdout)
		e.SetIndent("", "  ")
		return e.Encode(figures)
	}
	return nil
}

func profile(name string) (stop func(), err error) {
	if name == "" {
		return func() {}, nil
	}
	file, err := os.Create(name) //nolint:gosec // the operator names the file
	if err != nil {
		return nil, fmt.Errorf("write the profile: %w", err)
	}
	if err := pprof.StartCPUProfile(file); err != nil {
		return nil, fmt.Errorf("profile: %w", err)
	}
	return func() {
		pprof.StopCPUProfile()
		_ = file.Close()
	}, nil
}

func (f figure) print() {
	if f.Clients == 1 {
		fmt.Printf("%-8s %-7s %-7s %7s %10s %10s %6s %8s %8s %9s %9s\n",
			"engine", "op", "spread", "clients", "product/s", "by hand/s", "ratio", "p50 ms", "p99 ms", "hand p50", "hand p99")
	}
	fmt.Printf("%-8s %-7s %-7s %7d %10.0f %10.0f %6.2f %8.2f %8.2f %9.2f %9.2f\n",
		f.Engine, f.Op, f.Spread, f.Clients, f.Product, f.Hand, f.Ratio, f.P50, f.P99, f.HandP50, f.HandP99)
}

// benchJob is an operation to be measured: make prepares n requests to one of the two sides.
type benchJob struct {
	op, spread string
	make       func(ctx context.Context, hand bool, n int) ([][]byte, error)
}

func (j benchJob) name() string {
	if j.spread == "hot" {
		return j.op + "-hot"
	}
	return j.op
}

// measure lets the two sides take turns and sums up each.
func (b *benchTown) measure(ctx context.Context, job benchJob, clients int, each time.Duration) (figure, error) {
	var sides [2]tally
	for i := range 2 * rounds {
		side := i % 2
		if (i/2)%2 == 1 { // the second pair starts with the other side
			side = 1 - side
		}
		requests, err := job.make(ctx, side == 1, enough(clients, each/rounds))
		if err != nil {
			return figure{}, err
		}
		t, err := b.load(requests, clients, each/rounds)
		if err != nil {
			return figure{}, fmt.Errorf("%s with %d clients: %w", job.name(), clients, err)
		}
		sides[side].add(t)
	}
	product, hand := sides[0], sides[1]
	return figure{
		Engine: string(b.Store.Engine()), Op: job.op, Spread: job.spread, Clients: clients,
		Product: product.rate(), Hand: hand.rate(), Ratio: product.rate() / hand.rate(),
		P50: product.quantile(0.5), P99: product.quantile(0.99), HandP50: hand.quantile(0.5), HandP99: hand.quantile(0.99),
		Requests: len(product.took) + len(hand.took),
	}, nil
}

// enough requests that no side runs dry: no machine we know does more.
func enough(clients int, d time.Duration) int {
	perSecond := min(2500*clients, 14_000)
	return int(float64(perSecond)*d.Seconds()) + clients
}

// tally is what one side did.
type tally struct {
	took []time.Duration
	busy time.Duration
}

func (t *tally) add(o tally) {
	t.took = append(t.took, o.took...)
	t.busy += o.busy
}

func (t *tally) rate() float64 { return float64(len(t.took)) / t.busy.Seconds() }

func (t *tally) quantile(q float64) float64 {
	if len(t.took) == 0 {
		return 0
	}
	slices.Sort(t.took)
	return float64(t.took[int(q*float64(len(t.took)-1))].Microseconds()) / 1000
}

// request is a whole HTTP request, written once beforehand, so that the load costs the server as little as it can.
func request(path, token, key, body string) []byte {
	var r strings.Builder
	fmt.Fprintf(&r, "POST %s HTTP/1.1\r\nHost: bench\r\nAuthorization: Bearer %s\r\nIdempotency-Key: %s\r\n", path, token, key)
	fmt.Fprintf(&r, "Content-Type: application/json\r\nContent-Length: %d\r\n\r\n%s", len(body), body)
	return []byte(r.String())
}
