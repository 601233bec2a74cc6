package town

// Goods is one kind of thing that the demo marts hand out. CostFen is what one costs to buy. RiderPoints follows the rider scheme's
// value of a point, 0.53 yuan; RuralPoints the rural one's, 1 yuan.
type Goods struct {
	ID, Name, Unit           string
	CostFen                  int64
	RiderPoints, RuralPoints int64
}

// GoodsList returns the twelve demo goods with the prices of domain.md section 4.
func GoodsList() []Goods {
	return []Goods{
		{"goods-soap", "香皂（示例）", "块", 3_00, 6, 3},
		{"goods-toothpaste", "牙膏（示例）", "支", 8_00, 15, 8},
		{"goods-towel", "毛巾（示例）", "条", 10_00, 19, 10},
		{"goods-tissues", "抽纸（示例）", "提", 15_00, 28, 15},
		{"goods-charging-cable", "充电线（示例）", "条", 20_00, 38, 20},
		{"goods-winter-gloves", "防寒手套（示例）", "副", 25_00, 47, 25},
		{"goods-rain-suit", "雨衣套装（示例）", "套", 35_00, 66, 35},
		{"goods-rice-5kg", "大米 5 千克（示例）", "袋", 35_00, 66, 35},
		{"goods-helmet", "骑行头盔（示例）", "顶", 60_00, 113, 60},
		{"goods-oil-5l", "食用油 5 升（示例）", "桶", 65_00, 123, 65},
		{"goods-windshield-quilt", "挡风被（示例）", "件", 80_00, 151, 80},
		{"goods-power-bank", "充电宝（示例）", "个", 90_00, 170, 90},
	}
}
