package rulebook

// Default returns the rulebook that a city starts from: section 4 of domain.md as data. It is a fresh copy each time.
func Default() Book {
	return Book{
		Version:       1,
		EffectiveFrom: "2024-01-01",
		PointValueFen: 53, // published: 32,000 points for goods of 17,000 yuan
		Rules:         defaultRules(),
		Caps:          Caps{Day: 80, Month: 400, Year: 3000},
		Redeem:        Redeem{PerItemMonth: 2, PointsMonth: 400, SecondSignatureAbove: 200, PickupDays: 7},
		Expiry:        Expiry{YearsAfter: 1, MonthDay: "12-31", NoticeDays: []int{30, 7}, ReturnedDays: 30},
		Signatures:    Thresholds{Verifier: 20, Community: 50, Street: 100},
		Budget:        Budget{WarnPercent: 80},
	}
}

func defaultRules() []Rule {
	var rules []Rule
	rules = append(rules, defaultReports()...)
	rules = append(rules, defaultHelp()...)
	rules = append(rules, defaultVolunteering()...)
	rules = append(rules, defaultDuties()...)
	return append(rules, defaultHonours()...)
}

func defaultReports() []Rule {
	const scene = "现场照片、位置、类别"
	return []Rule{
		{Code: "R01", Name: "随手拍上报有效问题", Points: 10, Unit: UnitReport, Proof: scene,
			CheckedBy: "网格员核实", Signers: []Level{Officer}, ItemCaps: times(PerDay, 4)},
		{Code: "R02", Name: "所报问题经核验已解决", Points: 20, Unit: UnitReport, Proof: "工单办结",
			CheckedBy: "系统核对"},
		{Code: "R03", Name: "上报安全隐患（消防通道、井盖、燃气、电线、结冰等）", Points: 30, Unit: UnitReport, Proof: scene,
			CheckedBy: "网格员核实，社区复核", Signers: []Level{Officer, Community}, ItemCaps: times(PerDay, 3)},
		{Code: "R04", Name: "重大线索查证属实", Points: 100, Unit: UnitEvent, Proof: "处置单位出具的说明",
			CheckedBy: "社区核实，街道复核", Signers: []Level{Community, Street}, Exempt: true},
		{Code: "R05", Name: "所报问题此前已有人上报（并案）", Points: 1, Unit: UnitReport,
			CheckedBy: "系统核对", ItemCaps: times(PerDay, 3)},
		{Code: "R06", Name: "转达居民需求", Points: 5, Unit: UnitItem, Proof: "文字说明",
			CheckedBy: "网格员核实", Signers: []Level{Officer}, ItemCaps: times(PerDay, 4)},
	}
}

func defaultHelp() []Rule {
	return []Rule{
		{Code: "H01", Name: "捎带手（15 分钟以内）", Points: 5, Unit: UnitTask, Proof: "居民确认码，或社区确认",
			CheckedBy: "居民确认", ItemCaps: times(PerDay, 6)},
		{Code: "H02", Name: "随手帮（15 至 45 分钟）", Points: 10, Unit: UnitTask, Proof: "居民确认码，或社区确认；可附照片",
			CheckedBy: "居民确认，抽查 10%", SamplePercent: 10, ItemCaps: times(PerDay, 3)},
		{Code: "H03", Name: "帮助困难群众的社区任务", Points: 15, Unit: UnitTask, Proof: "社区确认",
			CheckedBy: "社区核实", Signers: []Level{Community}, ItemCaps: times(PerDay, 3)},
	}
}

func defaultVolunteering() []Rule {
	hourly := func(code, name string, points int) Rule {
		return Rule{
			Code: code, Name: name, Points: points, Unit: UnitHour, Proof: "现场签到、签退",
			CheckedBy: "组织者确认，社区复核", Signers: []Level{Community},
			ItemCaps: []ItemCap{{Per: PerActivity, Limit: 2, In: InHours}, {Per: PerDay, Limit: 4, In: InHours}},
		}
	}
	return []Rule{
		hourly("V01", "普通志愿服务", 20),
		hourly("V02", "专业志愿服务", 25),
		hourly("V03", "应急救援志愿服务", 30),
		{Code: "V04", Name: "组织志愿服务活动", Points: 5, Unit: UnitActivity,
			CheckedBy: "社区核实", Signers: []Level{Community}, ItemCaps: times(PerDay, 1)},
	}
}

func defaultDuties() []Rule {
	return []Rule{
		{Code: "T01", Name: "培训合格", Points: 20, Unit: UnitCourse, Proof: "签到记录、测验成绩",
			CheckedBy: "街道核实", Signers: []Level{Street},
			ItemCaps: []ItemCap{{Per: PerYear, Limit: 1, In: InTimes, Each: true}}},
		{Code: "T02", Name: "议事会上的建议写入会议纪要", Points: 10, Unit: UnitMeeting, Proof: "会议纪要",
			CheckedBy: "社区核实", Signers: []Level{Community}, ItemCaps: times(PerMonth, 2)},
		{Code: "E01", Name: "完成“十员”专项任务", Points: 10, Unit: UnitSheet, Proof: "任务单",
			CheckedBy: "社区核实", Signers: []Level{Community}, ItemCaps: times(PerDay, 2)},
	}
}

func defaultHonours() []Rule {
	return []Rule{
		{Code: "N01", Name: "获评先锋小哥", Points: 100, Unit: UnitTitle, Proof: "创先争优评选结果、公示",
			CheckedBy: "区县核实", Signers: []Level{District}, ItemCaps: times(PerYear, 2), Exempt: true},
		{Code: "N02", Name: "受到表彰", Points: 100, Unit: UnitHonour, Proof: "表彰文件",
			Grades:    []Grade{{"district", "区县级", 100}, {"city", "市级", 200}, {"province", "省级", 300}},
			CheckedBy: "区县核实", Signers: []Level{District}, Exempt: true},
		{Code: "N03", Name: "受到群众感谢并经核实", Points: 10, Unit: UnitThanks, Proof: "照片、回访记录",
			CheckedBy: "社区核实", Signers: []Level{Community}, ItemCaps: times(PerMonth, 2), Exempt: true},
		{Code: "Q01", Name: "个人建议被采纳", Points: 30, Unit: UnitIdea, Proof: "采纳说明",
			CheckedBy: "街道核实", Signers: []Level{Street}},
	}
}

func times(per Period, limit int) []ItemCap {
	return []ItemCap{{Per: per, Limit: limit, In: InTimes}}
}
