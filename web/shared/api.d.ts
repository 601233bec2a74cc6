// 由 OpenAPI 文档生成（npm run generate），不要手改。
export interface paths {
    "/api/v1/adjustments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * 人工调整
         * @description 需要角色：district_admin、city_admin、auditor。
         */
        get: operations["adjustments"];
        put?: never;
        /**
         * 提出人工调整
         * @description 需要角色：district_admin、city_admin。
         */
        post: operations["adjustment.propose"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/adjustments.xlsx": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * 人工调整（Excel）
         * @description 需要角色：district_admin、city_admin、auditor。
         */
        get: operations["adjustments-xlsx"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/adjustments/{id}/approve": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * 同意调整
         * @description 需要角色：district_admin、city_admin。
         */
        post: operations["adjustment.approve"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/adjustments/{id}/refuse": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * 不同意调整
         * @description 需要角色：district_admin、city_admin。
         */
        post: operations["adjustment.refuse"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/audit/day-closes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * 日结链
         * @description 需要角色：auditor。
         */
        get: operations["audit-day-closes"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/audit/day-closes.xlsx": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * 日结链（Excel）
         * @description 需要角色：auditor。
         */
        get: operations["audit-day-closes-xlsx"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/audit/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * 审计记录
         * @description 需要角色：auditor。
         */
        get: operations["audit-events"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/audit/events.xlsx": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * 审计记录（Excel）
         * @description 需要角色：auditor。
         */
        get: operations["audit-events-xlsx"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/audit/head": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 最近一次日结的摘要（公开） */
        get: operations["audit-head"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/audit/ledger": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * 账目核对（逐行重算）
         * @description 需要角色：auditor。
         */
        get: operations["audit-ledger"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/logout": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * 退出登录
         * @description 需要登录。
         */
        post: operations["sign-out"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/refresh": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 换取新令牌 */
        post: operations["refresh"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/staff": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 工作人员登录 */
        post: operations["sign-in-staff"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/wechat": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 微信登录 */
        post: operations["sign-in-wechat"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/awards": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * 等我签批的积分
         * @description 需要角色：grid_officer、community_reviewer、street_admin、district_admin、city_admin。
         */
        get: operations["awards"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/awards.xlsx": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * 等我签批的积分（Excel）
         * @description 需要角色：grid_officer、community_reviewer、street_admin、district_admin、city_admin。
         */
        get: operations["awards-xlsx"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/awards/{id}/approve": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * 签批积分
         * @description 需要角色：grid_officer、community_reviewer、street_admin、district_admin、city_admin。
         */
        post: operations["award.approve"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/awards/{id}/refuse": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * 不予通过
         * @description 需要角色：grid_officer、community_reviewer、street_admin、district_admin、city_admin。
         */
        post: operations["award.refuse"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/budgets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * 街道积分预算
         * @description 需要角色：auditor、street_admin、district_admin、city_admin。
         */
        get: operations["budgets"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/budgets.xlsx": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * 街道积分预算（Excel）
         * @description 需要角色：auditor、street_admin、district_admin、city_admin。
         */
        get: operations["budgets-xlsx"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/budgets/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * 设置街道预算
         * @description 需要角色：district_admin、city_admin。
         */
        put: operations["budget.set"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/consent-documents": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 需要同意的文件 */
        get: operations["consent-documents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/counter/countersign": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * 大额兑换的第二人复核
         * @description 需要角色：mart_keeper。
         */
        post: operations["redemption.countersign"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/counter/day-close": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * 日结
         * @description 需要角色：mart_keeper。
         */
        get: operations["counter-day-close"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/counter/day-close.xlsx": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * 日结（Excel）
         * @description 需要角色：mart_keeper。
         */
        get: operations["counter-day-close-xlsx"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/counter/fulfil": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * 核销发放
         * @description 需要角色：mart_keeper。
         */
        post: operations["redemption.fulfil"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/counter/redemptions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * 本店的兑换单
         * @description 需要角色：mart_keeper。
         */
        get: operations["counter-redemptions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/counter/redemptions.xlsx": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * 本店的兑换单（Excel）
         * @description 需要角色：mart_keeper。
         */
        get: operations["counter-redemptions-xlsx"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/counter/scan": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * 扫码查看
         * @description 需要角色：mart_keeper。
         */
        post: operations["counter.scan"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/counter/stock": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * 本店库存
         * @description 需要角色：mart_keeper。
         */
        get: operations["counter-stock"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/counter/stock.xlsx": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * 本店库存（Excel）
         * @description 需要角色：mart_keeper。
         */
        get: operations["counter-stock-xlsx"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/counter/stock/counts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * 盘点
         * @description 需要角色：mart_keeper。
         */
        post: operations["stock.count"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/counter/stock/movements": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * 本店出入库流水
         * @description 需要角色：mart_keeper。
         */
        get: operations["counter-stock-movements"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/counter/stock/movements.xlsx": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * 本店出入库流水（Excel）
         * @description 需要角色：mart_keeper。
         */
        get: operations["counter-stock-movements-xlsx"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/counter/stock/receipts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * 入库
         * @description 需要角色：mart_keeper。
         */
        post: operations["stock.receive"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/counter/stock/write-offs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * 报损
         * @description 需要角色：mart_keeper。
         */
        post: operations["stock.write_off"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/facilities": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 设施与服务 */
        get: operations["facilities"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/figures": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * 统计
         * @description 需要角色：auditor、street_admin、district_admin、city_admin。
         */
        get: operations["figures"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/figures.xlsx": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * 统计（Excel）
         * @description 需要角色：auditor、street_admin、district_admin、city_admin。
         */
        get: operations["figures-xlsx"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/goods": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * 物品目录
         * @description 需要角色：mart_keeper、auditor、street_admin、district_admin、city_admin。
         */
        get: operations["wares"];
        put?: never;
        /**
         * 新增物品
         * @description 需要角色：district_admin、city_admin。
         */
        post: operations["goods.add"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/goods.xlsx": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * 物品目录（Excel）
         * @description 需要角色：mart_keeper、auditor、street_admin、district_admin、city_admin。
         */
        get: operations["wares-xlsx"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/goods/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * 修改物品
         * @description 需要角色：district_admin、city_admin。
         */
        patch: operations["goods.change"];
        trace?: never;
    };
    "/api/v1/goods/{id}/prices": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * 定积分价
         * @description 需要角色：district_admin、city_admin。
         */
        post: operations["goods.price"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/live": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * 实时消息
         * @description 需要登录。每条消息为一行 data: 加 JSON，只表示“请再读一次”；每 15 秒有一行注释。访问令牌到期时结束，换新令牌后重连。
         */
        get: operations["live"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/manage/marts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * 我管的超市
         * @description 需要角色：station_manager、mart_keeper、auditor、street_admin、district_admin、city_admin。
         */
        get: operations["kept-marts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/manage/marts.xlsx": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * 我管的超市（Excel）
         * @description 需要角色：station_manager、mart_keeper、auditor、street_admin、district_admin、city_admin。
         */
        get: operations["kept-marts-xlsx"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/manage/stations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * 我管的驿站
         * @description 需要角色：station_manager、mart_keeper、auditor、street_admin、district_admin、city_admin。
         */
        get: operations["kept-stations"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/manage/stations.xlsx": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * 我管的驿站（Excel）
         * @description 需要角色：station_manager、mart_keeper、auditor、street_admin、district_admin、city_admin。
         */
        get: operations["kept-stations-xlsx"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/marts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 找积分超市 */
        get: operations["marts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/marts/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 一家积分超市 */
        get: operations["mart"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * 修改超市
         * @description 需要角色：station_manager、mart_keeper、street_admin、district_admin、city_admin。
         */
        patch: operations["mart.change"];
        trace?: never;
    };
    "/api/v1/marts/{id}/goods": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * 能兑换什么
         * @description 无需登录；带访问令牌则多答本人的情况，令牌失效答 401。
         */
        get: operations["goods"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/marts/{id}/notices": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 超市公告 */
        get: operations["mart-notices"];
        put?: never;
        /**
         * 超市发公告
         * @description 需要角色：station_manager、mart_keeper、street_admin、district_admin、city_admin。
         */
        post: operations["mart.notice_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/marts/{id}/redemptions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * 超市的兑换单
         * @description 需要角色：mart_keeper、auditor、street_admin、district_admin、city_admin。
         */
        get: operations["mart-redemptions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/marts/{id}/redemptions.xlsx": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * 超市的兑换单（Excel）
         * @description 需要角色：mart_keeper、auditor、street_admin、district_admin、city_admin。
         */
        get: operations["mart-redemptions-xlsx"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/marts/{id}/stock": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * 超市库存
         * @description 需要角色：mart_keeper、auditor、street_admin、district_admin、city_admin。
         */
        get: operations["mart-stock"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/marts/{id}/stock.xlsx": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * 超市库存（Excel）
         * @description 需要角色：mart_keeper、auditor、street_admin、district_admin、city_admin。
         */
        get: operations["mart-stock-xlsx"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/marts/{id}/stock/movements": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * 超市出入库流水
         * @description 需要角色：mart_keeper、auditor、street_admin、district_admin、city_admin。
         */
        get: operations["mart-movements"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/marts/{id}/stock/movements.xlsx": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * 超市出入库流水（Excel）
         * @description 需要角色：mart_keeper、auditor、street_admin、district_admin、city_admin。
         */
        get: operations["mart-movements-xlsx"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * 我的资料
         * @description 需要登录。
         */
        get: operations["me"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * 修改我的资料
         * @description 需要登录。
         */
        patch: operations["change-me"];
        trace?: never;
    };
    "/api/v1/me/awards": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * 等待入账的积分
         * @description 需要登录。
         */
        get: operations["my-awards"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * 注销账号
         * @description 需要登录。
         */
        post: operations["cancel-me"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/consents": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * 同意或撤回
         * @description 需要登录。
         */
        post: operations["consent"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * 导出我的数据
         * @description 需要登录。
         */
        get: operations["export-me"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * 修改密码
         * @description 需要角色：grid_officer、community_reviewer、street_admin、district_admin、city_admin、station_manager、mart_keeper、auditor、sysadmin。
         */
        post: operations["change-password"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/points": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * 我的积分
         * @description 需要登录。
         */
        get: operations["my-points"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/redemptions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * 我的兑换
         * @description 需要登录。
         */
        get: operations["my-redemptions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/reports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * 我的上报
         * @description 需要登录。
         */
        get: operations["my-reports"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/totp": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * 申请动态口令
         * @description 需要角色：grid_officer、community_reviewer、street_admin、district_admin、city_admin、station_manager、mart_keeper、auditor、sysadmin。
         */
        post: operations["enrol-totp"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/totp/confirm": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * 启用动态口令
         * @description 需要角色：grid_officer、community_reviewer、street_admin、district_admin、city_admin、station_manager、mart_keeper、auditor、sysadmin。
         */
        post: operations["confirm-totp"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/transfers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * 我的流水
         * @description 需要登录。
         */
        get: operations["my-transfers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/transfers.xlsx": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * 我的流水（Excel）
         * @description 需要登录。
         */
        get: operations["my-transfers-xlsx"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/transfers/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * 一笔流水的由来
         * @description 需要登录。
         */
        get: operations["my-transfer"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/notices/{id}/withdraw": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * 撤下公告
         * @description 需要角色：station_manager、mart_keeper、street_admin、district_admin、city_admin。
         */
        post: operations["notice.withdraw"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/org-units": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 组织树 */
        get: operations["org-units"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/org-units/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 一个组织 */
        get: operations["org-unit"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/people": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * 人员
         * @description 需要角色：sysadmin、auditor、street_admin、district_admin、city_admin。
         */
        get: operations["people"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/people.xlsx": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * 人员（Excel）
         * @description 需要角色：sysadmin、auditor、street_admin、district_admin、city_admin。
         */
        get: operations["people-xlsx"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/people/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * 一位人员
         * @description 需要角色：sysadmin、auditor、street_admin、district_admin、city_admin。
         */
        get: operations["person"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/people/{id}/grants": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * 授予角色
         * @description 需要角色：sysadmin、street_admin、district_admin、city_admin。
         */
        post: operations["people.grant"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/people/{id}/grants/{grant_id}/revoke": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * 收回角色
         * @description 需要角色：sysadmin、street_admin、district_admin、city_admin。
         */
        post: operations["people.revoke"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/people/{id}/restore": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * 恢复账号
         * @description 需要角色：sysadmin、street_admin、district_admin、city_admin。
         */
        post: operations["people.unlock"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/people/{id}/suspend": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * 停用账号
         * @description 需要角色：sysadmin、street_admin、district_admin、city_admin。
         */
        post: operations["people.lock"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/photos/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 查看照片（签名地址） */
        get: operations["see-photo"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/redemptions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * 预留兑换
         * @description 需要角色：rider、resident。
         */
        post: operations["reserve"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/redemptions/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * 一张兑换单
         * @description 需要登录。
         */
        get: operations["redemption"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/redemptions/{id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * 取消兑换
         * @description 需要登录。
         */
        post: operations["cancel-redemption"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/redemptions/{id}/dispute": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * 不是我领的
         * @description 需要登录。
         */
        post: operations["redemption.dispute"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/redemptions/{id}/pickup-code": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * 兑换码（每 60 秒变化）
         * @description 需要登录。
         */
        get: operations["pickup-code"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/redemptions/{id}/reversal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * 提出兑换冲正
         * @description 需要角色：mart_keeper、street_admin、district_admin、city_admin。
         */
        post: operations["redemption.reversal.propose"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/report-categories": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 上报类别 */
        get: operations["report-categories"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/reports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * 待办上报
         * @description 需要角色：auditor、grid_officer、community_reviewer、street_admin、district_admin、city_admin。
         */
        get: operations["reports"];
        put?: never;
        /**
         * 随手拍上报
         * @description 需要角色：rider、resident。
         */
        post: operations["file-report"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/reports.xlsx": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * 待办上报（Excel）
         * @description 需要角色：auditor、grid_officer、community_reviewer、street_admin、district_admin、city_admin。
         */
        get: operations["reports-xlsx"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/reports/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * 一条上报及其经过
         * @description 需要登录。
         */
        get: operations["report"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/reports/{id}/accept": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * 采纳
         * @description 需要角色：grid_officer、community_reviewer、street_admin、district_admin、city_admin。
         */
        post: operations["report.accept"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/reports/{id}/merge": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * 并案
         * @description 需要角色：grid_officer、community_reviewer、street_admin、district_admin、city_admin。
         */
        post: operations["report.merge"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/reports/{id}/reject": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * 退回
         * @description 需要角色：grid_officer、community_reviewer、street_admin、district_admin、city_admin。
         */
        post: operations["report.reject"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/reversals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * 等我签批的冲正
         * @description 需要角色：street_admin、district_admin、city_admin。
         */
        get: operations["reversals"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/reversals.xlsx": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * 等我签批的冲正（Excel）
         * @description 需要角色：street_admin、district_admin、city_admin。
         */
        get: operations["reversals-xlsx"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/reversals/{id}/approve": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * 同意冲正
         * @description 需要角色：street_admin、district_admin、city_admin。
         */
        post: operations["redemption.reversal.approve"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/reversals/{id}/refuse": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * 不同意冲正
         * @description 需要角色：street_admin、district_admin、city_admin。
         */
        post: operations["redemption.reversal.refuse"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/roles": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * 角色
         * @description 需要登录。
         */
        get: operations["roles"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/rulebook": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 现行积分办法 */
        get: operations["rulebook"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/rulebook/versions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * 积分办法的版本
         * @description 需要角色：auditor、grid_officer、community_reviewer、street_admin、district_admin、city_admin。
         */
        get: operations["rulebook-versions"];
        put?: never;
        /**
         * 提出新版本
         * @description 需要角色：district_admin、city_admin。
         */
        post: operations["rulebook.propose"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/rulebook/versions.xlsx": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * 积分办法的版本（Excel）
         * @description 需要角色：auditor、grid_officer、community_reviewer、street_admin、district_admin、city_admin。
         */
        get: operations["rulebook-versions-xlsx"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/rulebook/versions/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * 一个版本
         * @description 需要角色：auditor、grid_officer、community_reviewer、street_admin、district_admin、city_admin。
         */
        get: operations["rulebook-version"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/rulebook/versions/{id}/approve": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * 同意版本
         * @description 需要角色：city_admin。
         */
        post: operations["rulebook.approve"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/rulebook/versions/{id}/refuse": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * 不同意版本
         * @description 需要角色：city_admin。
         */
        post: operations["rulebook.refuse"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/rulebook/versions/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * 预览会改变什么
         * @description 需要角色：district_admin、city_admin。
         */
        post: operations["rulebook-preview"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/staff": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * 新建工作人员账号
         * @description 需要角色：sysadmin、street_admin、district_admin、city_admin。
         */
        post: operations["people.hire"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 找驿站 */
        get: operations["stations"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stations/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 一个驿站 */
        get: operations["station"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * 修改驿站
         * @description 需要角色：station_manager、mart_keeper、street_admin、district_admin、city_admin。
         */
        patch: operations["station.change"];
        trace?: never;
    };
    "/api/v1/stations/{id}/notices": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 驿站公告 */
        get: operations["station-notices"];
        put?: never;
        /**
         * 驿站发公告
         * @description 需要角色：station_manager、mart_keeper、street_admin、district_admin、city_admin。
         */
        post: operations["station.notice_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/uploads": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * 上传照片
         * @description 需要登录。
         */
        post: operations["upload-photo"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        AddWareInputBody: {
            /** Format: int64 */
            cost_fen: number;
            /** @description 先上传照片 */
            image_id?: string;
            name: string;
            /** @description 双、套、袋…… */
            unit: string;
        };
        AdjustInputBody: {
            person_id: string;
            /**
             * Format: int64
             * @description 可正可负，不为零
             */
            points: number;
            reason: string;
        };
        AdjustmentView: {
            /** Format: date-time */
            decided_at?: string;
            decided_by?: string;
            decided_why?: string;
            id: string;
            person_id: string;
            person_masked: string;
            /** Format: int64 */
            points: number;
            /** Format: date-time */
            proposed_at: string;
            /** @description 提出人 id */
            proposed_by: string;
            proposer_masked: string;
            reason: string;
            /** @enum {string} */
            state: "proposed" | "approved" | "declined";
        };
        ApproveInputBody: Record<string, never>;
        AwardExplained: {
            /**
             * Format: int64
             * @description 上限之前应得
             */
            asked: number;
            /** @description 每个上限减去多少、还剩多少 */
            caps: components["schemas"]["CapView"][];
            /** Format: date */
            earned_on: string;
            explanation: string;
            /** Format: int64 */
            points: number;
            proof: string;
            rule_code: string;
            rule_name: string;
            rulebook_version: string;
        };
        AwardView: {
            /** Format: date-time */
            at: string;
            /** Format: date */
            earned_on: string;
            explanation: string;
            id: string;
            /** @description 等谁签；空为不等人 */
            next_level: string;
            org_unit_id: string;
            org_unit_name: string;
            person_id: string;
            person_masked: string;
            /** Format: int64 */
            points: number;
            /** @description 不予通过的理由 */
            reason?: string;
            rule_code: string;
            rule_name: string;
            /**
             * Format: int64
             * @description 已签几级
             */
            signed: number;
            source: components["schemas"]["SourceView"];
            /** @description 需要谁签，按顺序 */
            stages: string[];
            /** @enum {string} */
            state: "pending" | "queued" | "granted" | "refused";
        };
        Book: {
            budget: components["schemas"]["Budget"];
            caps: components["schemas"]["Caps"];
            effective_from: string;
            expiry: components["schemas"]["Expiry"];
            org_unit_id?: string;
            /** Format: int64 */
            point_value_fen: number;
            redeem: components["schemas"]["Redeem"];
            rules: components["schemas"]["Rule"][];
            signatures: components["schemas"]["Thresholds"];
            /** Format: int64 */
            version: number;
        };
        BookingView: {
            /** Format: date-time */
            at: string;
            /** Format: int64 */
            donated: number;
            goods_id: string;
            /** Format: int64 */
            held: number;
            id: string;
            /** Format: int64 */
            in_stock: number;
            kind: string;
            note: string;
            /** Format: int64 */
            purchased: number;
            /**
             * Format: int64
             * @description 带正负号的变化
             */
            quantity: number;
            source: string;
            /** Format: int64 */
            unit_cost_fen: number;
        };
        BooksView: {
            /** Format: int64 */
            accounts: number;
            /** @description 每一行都对得上 */
            balanced: boolean;
            /** Format: int64 */
            expired: number;
            /** @description 第一条对不上的记录 */
            first_bad?: components["schemas"]["FindingView"];
            /** @description 日结链的头 */
            head: components["schemas"]["HeadView"];
            /**
             * Format: int64
             * @description 待领取占用
             */
            held: number;
            /**
             * Format: int64
             * @description 发放（含人工调整，减冲正）
             */
            issued: number;
            /**
             * Format: int64
             * @description 尚未花掉的：发放－兑换－到期，含占用
             */
            outstanding: number;
            /** Format: int64 */
            redeemed: number;
            /** Format: int64 */
            transfers: number;
        };
        Budget: {
            /** Format: int64 */
            warn_percent: number;
        };
        BudgetView: {
            /** @description 本月还没有单独设置，将沿用上一次的额度 */
            carried: boolean;
            district_name: string;
            /**
             * Format: int64
             * @description 本月可发放的积分
             */
            funded: number;
            /** Format: int64 */
            left: number;
            month: string;
            /**
             * Format: int64
             * @description 已用百分比
             */
            percent: number;
            /** @description 已用完，新的积分排到下月 */
            spent: boolean;
            street_id: string;
            street_name: string;
            /**
             * Format: int64
             * @description 已发放
             */
            used: number;
            /** @description 达到办法规定的预警比例 */
            warn: boolean;
        };
        CancelInputBody: {
            /** @description 须为 true */
            confirm: boolean;
        };
        CancelledView: {
            /** @enum {string} */
            state: "cancelled";
        };
        Caps: {
            /** Format: int64 */
            day: number;
            /** Format: int64 */
            month: number;
            /** Format: int64 */
            year: number;
        };
        CapView: {
            cap: string;
            /** Format: int64 */
            cut: number;
            in: string;
            /** Format: int64 */
            left: number;
            /** Format: int64 */
            limit: number;
        };
        CardView: {
            /** Format: date-time */
            created_at: string;
            grants: components["schemas"]["GrantView"][];
            id: string;
            name_masked: string;
            org_unit_id: string;
            org_unit_name: string;
            phone_masked: string;
            /** @enum {string} */
            state: "active" | "suspended" | "cancelled";
            worker_type: string;
        };
        CategoryView: {
            code: string;
            name: string;
            photo_required: boolean;
            /**
             * Format: int64
             * @description 按全市现行办法
             */
            points: number;
            /** @description 采纳后按哪一项记分 */
            rule_code: string;
        };
        Change: {
            en: string;
            field: string;
            from: string;
            rule?: string;
            to: string;
            zh: string;
        };
        ChangeMeInputBody: {
            display_name?: string;
            /** @description 社区或村 */
            org_unit_id?: string;
            /** @description 大陆手机号，空串为删除 */
            phone?: string;
            /** @enum {string} */
            worker_type?: "rider" | "courier" | "ride_hailing" | "trucker" | "";
        };
        ChangePlaceInputBody: {
            address?: string;
            facilities?: string[];
            /** @description 整份开放时间；只改一处也要给出全部 */
            hours_plan?: components["schemas"]["Hours"];
            location?: components["schemas"]["PointView"];
            name?: string;
            services?: string[];
            /** @enum {string} */
            state?: "open" | "retired";
        };
        ChangeWareInputBody: {
            /** Format: int64 */
            cost_fen?: number;
            /** @description 空串为去掉图片 */
            image_id?: string;
            name?: string;
            /** @enum {string} */
            state?: "offered" | "withdrawn";
            unit?: string;
        };
        CodeOutputBody: {
            /** @description 二维码内容 */
            code: string;
            /** @description 供手工输入的 8 位数字 */
            digits: string;
            /**
             * Format: date-time
             * @description 服务器时间，手机时钟不准时用来倒计时
             */
            server_time: string;
            /**
             * Format: date-time
             * @description 此刻之后请重新获取
             */
            valid_until: string;
        };
        ConsentInputBody: {
            /** @enum {string} */
            document: "privacy" | "location" | "photos";
            given: boolean;
            version: string;
        };
        ConsentView: {
            /** Format: date-time */
            at: string;
            document: string;
            given: boolean;
            version: string;
        };
        DayCloseView: {
            /** Format: date-time */
            closed_at: string;
            /** Format: date */
            day: string;
            digest: string;
            /** Format: int64 */
            events: number;
            /** Format: int64 */
            points: number;
            previous_digest: string;
            /** Format: int64 */
            transfers: number;
        };
        DayLine: {
            agrees: boolean;
            /** Format: int64 */
            closing: number;
            /**
             * Format: int64
             * @description 盘点差异
             */
            counted: number;
            goods_id: string;
            /** Format: int64 */
            handed_out: number;
            name: string;
            /** Format: int64 */
            opening: number;
            /** Format: int64 */
            received: number;
            /** Format: int64 */
            returned: number;
            /** @enum {string} */
            source: "purchased" | "donated";
            /** Format: int64 */
            written_off: number;
        };
        DayView: {
            /** @description 期初＋进出＝期末 */
            agrees: boolean;
            /**
             * Format: int64
             * @description 盘点差异合计
             */
            differences: number;
            /**
             * Format: int64
             * @description 当日发出件数
             */
            handed_out: number;
            lines: components["schemas"]["DayLine"][];
            mart: components["schemas"]["MartRef"];
            /** Format: date */
            on: string;
            /**
             * Format: int64
             * @description 当日核销积分
             */
            points: number;
            /**
             * Format: int64
             * @description 当日核销单数
             */
            redemptions: number;
            /** Format: int64 */
            stock_in: number;
            /** Format: int64 */
            stock_out: number;
        };
        DecisionInputBody: {
            /** @description 并案时必填：更早的那条上报 */
            into?: string;
            /** @description 退回时必填 */
            reason?: string;
        };
        DisputeInputBody: {
            /** @description 情况说明，可不填 */
            text?: string;
        };
        DocumentView: {
            /** @enum {string} */
            name: "privacy" | "location" | "photos";
            title: string;
            version: string;
        };
        DossierView: {
            /** Format: date-time */
            created_at: string;
            grants: components["schemas"]["GrantView"][];
            id: string;
            /**
             * Format: date-time
             * @description 输错过多，暂时锁定
             */
            locked_until?: string;
            name_masked: string;
            org_unit_id: string;
            org_unit_name: string;
            phone_masked: string;
            points?: components["schemas"]["StandingView"];
            /** @description 登录需要动态口令 */
            second_factor: boolean;
            /** @enum {string} */
            state: "active" | "suspended" | "cancelled";
            /** @description 工作人员账号 */
            username?: string;
            worker_type: string;
        };
        DraftBody: {
            /** @description 完整的办法（仅全市）；其中版本、区县和施行日期以外层为准 */
            book?: components["schemas"]["Book"];
            /**
             * Format: date
             * @description 晚于今天，一年之内
             */
            effective_from: string;
            /** @description 区县自己的办法；全市的不填 */
            org_unit_id?: string;
            /**
             * @description 只改分值：积分项代码，或“代码.级别”；区县不得超出全市的 ±50%
             * @example {
             *       "R01": 12
             *     }
             */
            points?: {
                [key: string]: number;
            };
        };
        EventLine: {
            /** Format: date-time */
            at: string;
            /** @description 兑换单、上报或积分的 id；ready 与 points 为空 */
            id: string;
            /**
             * @description ready：请重新读取全部内容
             * @enum {string}
             */
            type: "ready" | "redemption" | "report" | "award" | "points";
        };
        EventView: {
            action: string;
            actor_id: string;
            actor_masked: string;
            actor_role: string;
            /** Format: date-time */
            at: string;
            detail: string;
            from: string;
            id: string;
            object_id: string;
            object_type: string;
            /** @description done，或拒绝的错误码 */
            outcome: string;
            request_id: string;
        };
        ExpiringView: {
            /** Format: date */
            on: string;
            /** Format: int64 */
            points: number;
            /** @description 已进入积分办法规定的提醒期 */
            soon: boolean;
        };
        Expiry: {
            month_day: string;
            notice_days: number[];
            /** Format: int64 */
            returned_days: number;
            /** Format: int64 */
            years_after: number;
        };
        ExplainedView: {
            /**
             * Format: int64
             * @description 这一笔涉及的积分数
             */
            amount: number;
            /** Format: date-time */
            at: string;
            /** @description 积分是怎么算出来的 */
            award?: components["schemas"]["AwardExplained"];
            /**
             * Format: int64
             * @description 之后的可用积分
             */
            balance_after: number;
            id: string;
            /** @enum {string} */
            kind: "award" | "hold" | "void" | "redeem" | "expire" | "reversal" | "adjust";
            /**
             * Format: int64
             * @description 对可用积分的增减；redeem 只结清先前的冻结，为 0
             */
            points: number;
            /** @description 给人看的说明 */
            reason: string;
            rule_code?: string;
            source: components["schemas"]["SourceView"];
        };
        ExportView: {
            awards: components["schemas"]["AwardView"][];
            /** @description 全部记录 */
            consents: components["schemas"]["ConsentView"][];
            /** Format: date-time */
            exported_at: string;
            /** @description 完整手机号，未登记为空 */
            phone: string;
            profile: components["schemas"]["MeView"];
            redemptions: components["schemas"]["RedemptionView"][];
            reports: components["schemas"]["ReportView"][];
            sessions: components["schemas"]["SessionView"][];
            transfers: components["schemas"]["TransferView"][];
        };
        FacilityView: {
            code: string;
            /** @enum {string} */
            kind: "facility" | "service";
            name: string;
        };
        FactorInputBody: {
            /** @description 6 位动态口令 */
            code: string;
        };
        FactorView: {
            /** @description 只显示这一次 */
            secret: string;
            /** @description otpauth 地址，供扫码 */
            url: string;
        };
        FieldFault: {
            code: string;
            /** @description 字段路径 */
            field: string;
            message: string;
        };
        FigureReport: {
            from: string;
            months: components["schemas"]["MonthView"][];
            org_unit_id: string;
            org_unit_name: string;
            /** @description 直接下级，合计等于 totals */
            org_units: components["schemas"]["UnitFigures"][];
            to: string;
            totals: components["schemas"]["FiguresView"];
        };
        FiguresView: {
            /**
             * Format: int64
             * @description 期内上报中已采纳的
             */
            accepted: number;
            /**
             * Format: int64
             * @description 到期清零的积分；按本人所属社区
             */
            expired: number;
            /**
             * Format: int64
             * @description 期末待领取占用的积分；按超市
             */
            held: number;
            /**
             * Format: int64
             * @description 发放的积分（含人工调整，减冲正）；按做事的社区，人工调整按本人所属社区
             */
            issued: number;
            /**
             * Format: int64
             * @description 期末尚未花掉的积分，含占用；按本人所属社区
             */
            outstanding: number;
            /**
             * Format: int64
             * @description 兑换领走的积分，减冲正；按超市
             */
            redeemed: number;
            /**
             * Format: int64
             * @description 领走的兑换单数，减冲正；按超市
             */
            redemptions: number;
            /**
             * Format: int64
             * @description 期内上报数；按社区
             */
            reports: number;
            /**
             * Format: int64
             * @description 其中捐赠物品的
             */
            value_donated_fen: number;
            /**
             * Format: int64
             * @description 发出物品的成本（分，按现行目录价，含捐赠，减退回）；按超市
             */
            value_fen: number;
        };
        FindingView: {
            id: string;
            table: string;
            why: string;
        };
        GivenView: {
            /** Format: date-time */
            at: string;
            id: string;
            person_id: string;
            /** Format: date-time */
            revoked_at?: string;
            role: string;
            role_name: string;
            /** @description 组织、站点或超市的 id；市民角色为空 */
            scope_id: string;
            scope_name: string;
        };
        GoodsView: {
            id: string;
            image_url?: string;
            /**
             * Format: int64
             * @description 还可兑换的件数
             */
            in_stock: number;
            /**
             * Format: int64
             * @description 本人本月还可兑换的件数；未登录或不是骑手、居民为 null
             */
            limit_left: number | null;
            /**
             * Format: int64
             * @description 每人每月最多件数
             */
            limit_per_month: number;
            name: string;
            /** Format: int64 */
            points: number;
            /** @description 原因，给人看 */
            reason_text?: string;
            /**
             * @description 现在兑换不了的原因；没有则可以兑换
             * @enum {string}
             */
            reason_unavailable?: "sold_out" | "limit" | "short";
            unit: string;
        };
        Grade: {
            code: string;
            name: string;
            /** Format: int64 */
            points: number;
        };
        GrantInputBody: {
            reason: string;
            role: string;
            /** @description 组织、站点（站长）或超市（超市管理员）的 id */
            scope_id: string;
        };
        GrantView: {
            /** Format: date-time */
            at: string;
            id: string;
            /** Format: date-time */
            revoked_at?: string;
            role: string;
            role_name: string;
            /** @description 组织、站点或超市的 id；市民角色为空 */
            scope_id: string;
            scope_name: string;
        };
        HangingView: {
            /** @description 公告期间暂停开放 */
            closed: boolean;
            /** Format: date-time */
            from: string;
            id: string;
            text: string;
            /**
             * Format: date-time
             * @description 没有则一直挂到撤下
             */
            until?: string;
        };
        HeadView: {
            /** @description 最近一次日结的日期；还没有为空 */
            day: string;
            digest: string;
        };
        HiredView: {
            grants: components["schemas"]["GrantView"][];
            person_id: string;
            username: string;
        };
        HireInputBody: {
            display_name?: string;
            /** @description 首次登录用，请本人尽快修改 */
            password: string;
            /** @description 已有账号的人，例如兼职网格员 */
            person_id?: string;
            phone?: string;
            role: string;
            scope_id: string;
            username: string;
        };
        Holiday: {
            rule: string;
            spans?: string[];
        };
        Hours: {
            exceptions?: {
                [key: string]: string[];
            };
            holidays: components["schemas"]["Holiday"];
            week: components["schemas"]["Week"];
        };
        Item: {
            goods_id: string;
            /** Format: int64 */
            quantity: number;
        };
        ItemCap: {
            each?: boolean;
            in: string;
            /** Format: int64 */
            limit: number;
            per: string;
        };
        ItemView: {
            goods_id: string;
            name: string;
            /**
             * Format: int64
             * @description 单价
             */
            points: number;
            /** Format: int64 */
            quantity: number;
        };
        LabelView: {
            code: string;
            name: string;
        };
        MartRef: {
            address: string;
            id: string;
            name: string;
        };
        MeView: {
            /** @description 每份文件最近一次的选择 */
            consents: components["schemas"]["ConsentView"][];
            /** Format: date-time */
            created_at: string;
            display_name: string;
            id: string;
            /** @description 所属社区或村，未登记为空 */
            org_unit_id: string;
            org_unit_name: string;
            /** @description 未登记为空 */
            phone_masked: string;
            roles: components["schemas"]["RoleView"][];
            /** @description rider courier ride_hailing trucker，居民为空 */
            worker_type: string;
        };
        MonthView: {
            /**
             * Format: int64
             * @description 期内上报中已采纳的
             */
            accepted: number;
            /**
             * Format: int64
             * @description 到期清零的积分；按本人所属社区
             */
            expired: number;
            /**
             * Format: int64
             * @description 期末待领取占用的积分；按超市
             */
            held: number;
            /**
             * Format: int64
             * @description 发放的积分（含人工调整，减冲正）；按做事的社区，人工调整按本人所属社区
             */
            issued: number;
            month: string;
            /**
             * Format: int64
             * @description 期末尚未花掉的积分，含占用；按本人所属社区
             */
            outstanding: number;
            /**
             * Format: int64
             * @description 兑换领走的积分，减冲正；按超市
             */
            redeemed: number;
            /**
             * Format: int64
             * @description 领走的兑换单数，减冲正；按超市
             */
            redemptions: number;
            /**
             * Format: int64
             * @description 期内上报数；按社区
             */
            reports: number;
            /**
             * Format: int64
             * @description 其中捐赠物品的
             */
            value_donated_fen: number;
            /**
             * Format: int64
             * @description 发出物品的成本（分，按现行目录价，含捐赠，减退回）；按超市
             */
            value_fen: number;
        };
        MovementLine: {
            /** Format: date-time */
            at: string;
            /** @description 经办人 */
            by_masked: string;
            goods_id: string;
            goods_name: string;
            id: string;
            kind: string;
            note: string;
            /**
             * Format: int64
             * @description 带正负号的变化
             */
            quantity: number;
            redemption_id?: string;
            source: string;
            /** Format: int64 */
            unit_cost_fen: number;
        };
        NoticeInputBody: {
            /** @description 公告期间暂停开放 */
            closed: boolean;
            /**
             * Format: date-time
             * @description 不填为现在
             */
            from?: string;
            text: string;
            /**
             * Format: date-time
             * @description 不填为撤下为止
             */
            until?: string;
        };
        NoticeView: {
            /** @description 公告期间暂停开放 */
            closed: boolean;
            id: string;
            text: string;
            /** Format: date-time */
            until?: string;
        };
        PageAdjustmentView: {
            items: components["schemas"]["AdjustmentView"][];
            /** @description 下一页的标记，末页为 null */
            next_cursor: string | null;
        };
        PageAwardView: {
            items: components["schemas"]["AwardView"][];
            /** @description 下一页的标记，末页为 null */
            next_cursor: string | null;
        };
        PageBudgetView: {
            items: components["schemas"]["BudgetView"][];
            /** @description 下一页的标记，末页为 null */
            next_cursor: string | null;
        };
        PageCardView: {
            items: components["schemas"]["CardView"][];
            /** @description 下一页的标记，末页为 null */
            next_cursor: string | null;
        };
        PageCategoryView: {
            items: components["schemas"]["CategoryView"][];
            /** @description 下一页的标记，末页为 null */
            next_cursor: string | null;
        };
        PageDayCloseView: {
            items: components["schemas"]["DayCloseView"][];
            /** @description 下一页的标记，末页为 null */
            next_cursor: string | null;
        };
        PageDocumentView: {
            items: components["schemas"]["DocumentView"][];
            /** @description 下一页的标记，末页为 null */
            next_cursor: string | null;
        };
        PageEventView: {
            items: components["schemas"]["EventView"][];
            /** @description 下一页的标记，末页为 null */
            next_cursor: string | null;
        };
        PageFacilityView: {
            items: components["schemas"]["FacilityView"][];
            /** @description 下一页的标记，末页为 null */
            next_cursor: string | null;
        };
        PageGoodsView: {
            items: components["schemas"]["GoodsView"][];
            /** @description 下一页的标记，末页为 null */
            next_cursor: string | null;
        };
        PageHangingView: {
            items: components["schemas"]["HangingView"][];
            /** @description 下一页的标记，末页为 null */
            next_cursor: string | null;
        };
        PageMovementLine: {
            items: components["schemas"]["MovementLine"][];
            /** @description 下一页的标记，末页为 null */
            next_cursor: string | null;
        };
        PagePlaceDetail: {
            items: components["schemas"]["PlaceDetail"][];
            /** @description 下一页的标记，末页为 null */
            next_cursor: string | null;
        };
        PagePlaceView: {
            items: components["schemas"]["PlaceView"][];
            /** @description 下一页的标记，末页为 null */
            next_cursor: string | null;
        };
        PageRedemptionView: {
            items: components["schemas"]["RedemptionView"][];
            /** @description 下一页的标记，末页为 null */
            next_cursor: string | null;
        };
        PageReportView: {
            items: components["schemas"]["ReportView"][];
            /** @description 下一页的标记，末页为 null */
            next_cursor: string | null;
        };
        PageReversalView: {
            items: components["schemas"]["ReversalView"][];
            /** @description 下一页的标记，末页为 null */
            next_cursor: string | null;
        };
        PageRoleWord: {
            items: components["schemas"]["RoleWord"][];
            /** @description 下一页的标记，末页为 null */
            next_cursor: string | null;
        };
        PageStockView: {
            items: components["schemas"]["StockView"][];
            /** @description 下一页的标记，末页为 null */
            next_cursor: string | null;
        };
        PageTransferView: {
            items: components["schemas"]["TransferView"][];
            /** @description 下一页的标记，末页为 null */
            next_cursor: string | null;
        };
        PageUnitView: {
            items: components["schemas"]["UnitView"][];
            /** @description 下一页的标记，末页为 null */
            next_cursor: string | null;
        };
        PageVersionView: {
            items: components["schemas"]["VersionView"][];
            /** @description 下一页的标记，末页为 null */
            next_cursor: string | null;
        };
        PageWareView: {
            items: components["schemas"]["WareView"][];
            /** @description 下一页的标记，末页为 null */
            next_cursor: string | null;
        };
        PasswordInputBody: {
            new_password: string;
            old_password: string;
        };
        PersonView: {
            display_name: string;
            id: string;
            roles: components["schemas"]["RoleView"][];
        };
        PhotoView: {
            id: string;
            thumb_url: string;
            url: string;
        };
        PlaceDetail: {
            address: string;
            /** @description 示例数据 */
            demo_data: boolean;
            /**
             * Format: int64
             * @description 米；给出 near 时才有
             */
            distance_m?: number;
            facilities: string[];
            facility_names: components["schemas"]["LabelView"][];
            /** @description 开放时间，给人看 */
            hours: string;
            /** @description 完整的开放时间：每周、节假日、特定日期 */
            hours_plan: components["schemas"]["Hours"];
            id: string;
            kind: string;
            location: components["schemas"]["PointView"];
            name: string;
            notice?: components["schemas"]["NoticeView"];
            open_now: boolean;
            org_unit_id: string;
            org_unit_name: string;
            /**
             * @description 超市所属积分办法
             * @enum {string}
             */
            scheme?: "rider" | "rural";
            services: components["schemas"]["LabelView"][];
            state: string;
            /** @description 今天的开放时段 */
            today_hours: string[];
        };
        PlaceView: {
            address: string;
            /**
             * Format: int64
             * @description 米；给出 near 时才有
             */
            distance_m?: number;
            facilities: string[];
            /** @description 开放时间，给人看 */
            hours: string;
            id: string;
            kind: string;
            location: components["schemas"]["PointView"];
            name: string;
            notice?: components["schemas"]["NoticeView"];
            open_now: boolean;
            org_unit_id: string;
            org_unit_name: string;
            /**
             * @description 超市所属积分办法
             * @enum {string}
             */
            scheme?: "rider" | "rural";
        };
        PointsView: {
            /**
             * Format: int64
             * @description 可用；冲正后可能为负
             */
            available: number;
            /** Format: int64 */
            earned_total: number;
            /** Format: int64 */
            expired_total: number;
            /** @description 哪一天结束时有多少分到期 */
            expiring: components["schemas"]["ExpiringView"][];
            /**
             * Format: int64
             * @description 待领取兑换单占用
             */
            held: number;
            /**
             * Format: int64
             * @description 荣誉值，花积分不减少
             */
            honor: number;
            /**
             * Format: int64
             * @description 等待签批或下月预算
             */
            pending: number;
            /** Format: int64 */
            redeemed_total: number;
        };
        PointView: {
            /**
             * Format: double
             * @description GCJ-02 纬度
             */
            lat: number;
            /**
             * Format: double
             * @description GCJ-02 经度
             */
            lng: number;
        };
        PreviewOutputBody: {
            book: components["schemas"]["Book"];
            /** @description 与那一天原本施行的版本相比 */
            changes: components["schemas"]["Change"][];
        };
        PricedView: {
            /** Format: date-time */
            from: string;
            goods_id: string;
            id: string;
            /** Format: int64 */
            points: number;
            scheme: string;
        };
        PriceInputBody: {
            /**
             * Format: date-time
             * @description 不填为立即
             */
            from?: string;
            /** Format: int64 */
            points: number;
            /** @enum {string} */
            scheme: "rider" | "rural";
        };
        PriceView: {
            /** @description 现在有效 */
            current: boolean;
            /** Format: date-time */
            from: string;
            id: string;
            /** Format: int64 */
            points: number;
            /** @enum {string} */
            scheme: "rider" | "rural";
        };
        Problem: {
            /**
             * @description 稳定的错误码，供程序判断
             * @example redemption.sold_out
             */
            code: string;
            /** @description 这一次的具体情况 */
            detail: string;
            /** @description 输入有误时，逐项说明 */
            errors?: components["schemas"]["FieldFault"][];
            /** @description 请求编号，求助时请提供 */
            request_id: string;
            /**
             * Format: int64
             * @description HTTP 状态码
             */
            status: number;
            /** @description 一句话说明 */
            title: string;
            /**
             * @description 问题种类的标识
             * @example urn:qingxiaoyi:redemption.sold_out
             */
            type: string;
        };
        ReasonInputBody: {
            reason: string;
        };
        Redeem: {
            /** Format: int64 */
            per_item_month: number;
            /** Format: int64 */
            pickup_days: number;
            /** Format: int64 */
            points_month: number;
            /** Format: int64 */
            second_signature_above: number;
        };
        RedemptionView: {
            /**
             * Format: date-time
             * @description 取消或过期的时间
             */
            closed_at?: string;
            countersigned: boolean;
            /**
             * Format: date-time
             * @description 本人提出异议的时间
             */
            disputed_at?: string;
            /** Format: date-time */
            expires_at: string;
            /** Format: date-time */
            fulfilled_at?: string;
            id: string;
            items: components["schemas"]["ItemView"][];
            mart: components["schemas"]["MartRef"];
            /** @description 超过单人核销额度，须另一位工作人员先复核 */
            needs_second_signature: boolean;
            number: string;
            /** Format: int64 */
            points: number;
            /** @description 仅超市与管理员可见 */
            receiver_masked?: string;
            /** Format: date-time */
            reserved_at: string;
            /** @enum {string} */
            state: "reserved" | "fulfilled" | "cancelled" | "expired" | "reversed";
        };
        RefreshInputBody: {
            refresh_token: string;
        };
        RefuseInputBody: {
            /** @description 不能只有空白 */
            reason: string;
        };
        ReportInputBody: {
            /** @enum {string} */
            category: "environment" | "road_hazard" | "fire_safety" | "utilities" | "food_hygiene" | "public_order" | "traffic" | "property" | "resident_need" | "other";
            description: string;
            location: components["schemas"]["PointView"];
            /** @description 社区或村；不填取最近站点所在社区 */
            org_unit_id?: string;
            /** @description 除居民需求外至少一张 */
            photo_ids?: string[];
        };
        ReportView: {
            category: string;
            category_name: string;
            description: string;
            /** Format: date-time */
            due_at: string;
            /** Format: date-time */
            filed_at: string;
            id: string;
            location: components["schemas"]["PointView"];
            merged_into?: string;
            number: string;
            org_unit_id: string;
            org_unit_name: string;
            photos: components["schemas"]["PhotoView"][];
            /**
             * Format: int64
             * @description 已记或待签批的积分
             */
            points: number;
            points_explanation?: string;
            /** @enum {string} */
            points_state?: "pending" | "queued" | "granted" | "refused";
            reason?: string;
            /** @description 上报人，姓名打码；命令的答复里为空 */
            reporter_masked: string;
            /** @description 可能重复的更早上报，仅处理人可见 */
            similar?: components["schemas"]["SimilarView"][];
            /** @enum {string} */
            state: "submitted" | "accepted" | "rejected" | "merged";
            timeline: components["schemas"]["TimelineView"][];
        };
        ReserveInputBody: {
            items: components["schemas"]["Item"][];
            mart_id: string;
        };
        ReversalInputBody: {
            /** @description 物品是否已退回超市 */
            goods_back: boolean;
            /** @description 不能只有空白 */
            reason: string;
        };
        ReversalView: {
            decided_why?: string;
            goods_back: boolean;
            id: string;
            /** Format: date-time */
            proposed_at: string;
            /** @description 经办人 */
            proposed_by: string;
            reason: string;
            redemption_id: string;
            /** @enum {string} */
            state: "proposed" | "approved" | "declined";
        };
        RevokeInputBody: {
            reason: string;
        };
        RoleView: {
            role: string;
            /** @description 组织、站点或超市的 id；市民角色为空 */
            scope_id: string;
            scope_name: string;
        };
        RoleWord: {
            /** @description org_unit 可以是哪几级 */
            levels: string[];
            /** @description 我可以授予 */
            may_give: boolean;
            name: string;
            role: string;
            /**
             * @description scope_id 指什么
             * @enum {string}
             */
            scope: "org_unit" | "station" | "mart" | "none";
        };
        Rule: {
            checked_by: string;
            code: string;
            exempt?: boolean;
            grades?: components["schemas"]["Grade"][];
            item_caps?: components["schemas"]["ItemCap"][];
            name: string;
            /** Format: int64 */
            points: number;
            proof?: string;
            /** Format: int64 */
            sample_percent?: number;
            signers?: string[];
            unit: string;
        };
        RulebookView: {
            /** @description 每人每日、每月、每年上限 */
            caps: components["schemas"]["Caps"];
            /** Format: date */
            effective_from: string;
            /** @description 到期：取得后第几年的哪一天；提前几天提醒；过期后退回的保留几天 */
            expiry: components["schemas"]["Expiry"];
            /**
             * Format: int64
             * @description 一分折合多少分钱，仅用于核算
             */
            point_value_fen: number;
            /** @description 兑换限额 */
            redeem: components["schemas"]["Redeem"];
            rules: components["schemas"]["RuleView"][];
            /** Format: int64 */
            version: number;
        };
        RuleView: {
            /** @description 本项的次数上限 */
            caps: components["schemas"]["ItemCap"][];
            checked_by: string;
            code: string;
            /** @description 不受个人上限限制 */
            exempt: boolean;
            /** @description 分级的积分 */
            grades: components["schemas"]["Grade"][];
            name: string;
            /** Format: int64 */
            points: number;
            proof: string;
            unit: string;
        };
        ScanView: {
            countersigned: boolean;
            /** Format: date-time */
            expires_at: string;
            items: components["schemas"]["ItemView"][];
            needs_second_signature: boolean;
            number: string;
            /** Format: int64 */
            points: number;
            receiver_masked: string;
            redemption_id: string;
            state: string;
        };
        SessionView: {
            /** Format: date-time */
            ended_at?: string;
            ended_why?: string;
            /** Format: date-time */
            expires_at: string;
            id: string;
            /** @enum {string} */
            method: "wechat" | "staff";
            /** Format: date-time */
            started_at: string;
        };
        SetBudgetInputBody: {
            month: string;
            /**
             * Format: int64
             * @description 不能低于已有的额度
             */
            points: number;
        };
        ShownBody: {
            /** @description 二维码内容 */
            code?: string;
            /** @description 8 位数字 */
            digits?: string;
        };
        SignedInView: {
            access_token: string;
            /**
             * Format: int64
             * @description 秒
             */
            expires_in: number;
            is_new: boolean;
            person: components["schemas"]["PersonView"];
            /** @description 只能用一次 */
            refresh_token: string;
            /** @enum {string} */
            token_type: "Bearer";
        };
        SimilarView: {
            description: string;
            /** Format: int64 */
            distance_m: number;
            id: string;
            number: string;
            state: string;
        };
        SlipInputBody: {
            goods_id: string;
            note?: string;
            /**
             * Format: int64
             * @description 入库、报损为件数；盘点为清点到的件数
             */
            quantity: number;
            /** @enum {string} */
            source: "purchased" | "donated";
            /**
             * Format: int64
             * @description 采购单价，分
             */
            unit_cost_fen?: number;
        };
        SourceView: {
            id: string;
            type: string;
        };
        StaffInputBody: {
            /** @description 账号要求时的动态口令 */
            otp?: string;
            password: string;
            username: string;
        };
        StandingView: {
            /** Format: int64 */
            available: number;
            /** Format: int64 */
            earned_total: number;
            /** Format: int64 */
            expired_total: number;
            /** Format: int64 */
            held: number;
            /** Format: int64 */
            redeemed_total: number;
        };
        StateView: {
            person_id: string;
            /** @enum {string} */
            state: "active" | "suspended";
        };
        StockView: {
            /**
             * Format: int64
             * @description 捐赠的现有件数
             */
            donated: number;
            goods_id: string;
            /**
             * Format: int64
             * @description 待领取占用
             */
            held: number;
            /**
             * Format: int64
             * @description 还可兑换
             */
            in_stock: number;
            name: string;
            /**
             * Format: int64
             * @description 采购的现有件数
             */
            purchased: number;
            unit: string;
        };
        Thresholds: {
            /** Format: int64 */
            community: number;
            /** Format: int64 */
            street: number;
            /** Format: int64 */
            verifier: number;
        };
        TimelineView: {
            /** Format: date-time */
            at: string;
            /** @description 办理人的角色 */
            by: string;
            state: string;
            text: string;
        };
        TransferView: {
            /**
             * Format: int64
             * @description 这一笔涉及的积分数
             */
            amount: number;
            /** Format: date-time */
            at: string;
            /**
             * Format: int64
             * @description 之后的可用积分
             */
            balance_after: number;
            id: string;
            /** @enum {string} */
            kind: "award" | "hold" | "void" | "redeem" | "expire" | "reversal" | "adjust";
            /**
             * Format: int64
             * @description 对可用积分的增减；redeem 只结清先前的冻结，为 0
             */
            points: number;
            /** @description 给人看的说明 */
            reason: string;
            rule_code?: string;
            source: components["schemas"]["SourceView"];
        };
        UnitFigures: {
            /**
             * Format: int64
             * @description 期内上报中已采纳的
             */
            accepted: number;
            /**
             * Format: int64
             * @description 到期清零的积分；按本人所属社区
             */
            expired: number;
            /**
             * Format: int64
             * @description 期末待领取占用的积分；按超市
             */
            held: number;
            /** @description 空为不属于任何下级的，例如未登记社区的人 */
            id: string;
            /**
             * Format: int64
             * @description 发放的积分（含人工调整，减冲正）；按做事的社区，人工调整按本人所属社区
             */
            issued: number;
            name: string;
            /**
             * Format: int64
             * @description 期末尚未花掉的积分，含占用；按本人所属社区
             */
            outstanding: number;
            /**
             * Format: int64
             * @description 兑换领走的积分，减冲正；按超市
             */
            redeemed: number;
            /**
             * Format: int64
             * @description 领走的兑换单数，减冲正；按超市
             */
            redemptions: number;
            /**
             * Format: int64
             * @description 期内上报数；按社区
             */
            reports: number;
            /**
             * Format: int64
             * @description 其中捐赠物品的
             */
            value_donated_fen: number;
            /**
             * Format: int64
             * @description 发出物品的成本（分，按现行目录价，含捐赠，减退回）；按超市
             */
            value_fen: number;
        };
        UnitView: {
            /** @description 行政区划代码 */
            code: string;
            id: string;
            /** @enum {string} */
            level: "city" | "district" | "street" | "community";
            name: string;
            /** @description 市级为 null */
            parent_id: string | null;
            path: string;
        };
        UploadView: {
            /** Format: int64 */
            height: number;
            id: string;
            thumb_url: string;
            /** @description 有效一至两小时的地址，每小时换一次 */
            url: string;
            /** Format: int64 */
            width: number;
        };
        VersionDetail: {
            book: components["schemas"]["Book"];
            /** @description 与此前施行的版本相比 */
            changes: components["schemas"]["Change"][];
            /** Format: date-time */
            decided_at?: string;
            decided_by?: string;
            decider_masked?: string;
            /** Format: date */
            effective_from: string;
            id: string;
            /** @description 今天施行的就是这一版 */
            in_force: boolean;
            /** @description 区县自己的办法；全市的为空 */
            org_unit_id: string;
            org_unit_name: string;
            /** Format: date-time */
            proposed_at: string;
            proposed_by: string;
            proposer_masked: string;
            /** @description 不通过的理由 */
            reason?: string;
            /** @enum {string} */
            state: "proposed" | "approved" | "declined";
            /** Format: int64 */
            version: number;
        };
        VersionView: {
            /** Format: date-time */
            decided_at?: string;
            decided_by?: string;
            decider_masked?: string;
            /** Format: date */
            effective_from: string;
            id: string;
            /** @description 今天施行的就是这一版 */
            in_force: boolean;
            /** @description 区县自己的办法；全市的为空 */
            org_unit_id: string;
            org_unit_name: string;
            /** Format: date-time */
            proposed_at: string;
            proposed_by: string;
            proposer_masked: string;
            /** @enum {string} */
            state: "proposed" | "approved" | "declined";
            /** Format: int64 */
            version: number;
        };
        WareView: {
            /** Format: date-time */
            changed_at: string;
            /**
             * Format: int64
             * @description 采购成本，分
             */
            cost_fen: number;
            id: string;
            /** @description 没有图片为空 */
            image_id: string;
            image_url?: string;
            name: string;
            /** @description 现行的与将来的，按办法 */
            prices: components["schemas"]["PriceView"][];
            /** @enum {string} */
            state: "offered" | "withdrawn";
            unit: string;
        };
        WechatInputBody: {
            /** @description wx.login 得到的 code */
            code: string;
        };
        Week: {
            fri?: string[];
            mon?: string[];
            sat?: string[];
            sun?: string[];
            thu?: string[];
            tue?: string[];
            wed?: string[];
        };
        WithdrawnView: {
            id: string;
            /** @enum {string} */
            state: "withdrawn";
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    adjustments: {
        parameters: {
            query?: {
                /** @description 上一页的 next_cursor */
                cursor?: string;
                /** @description 每页条数 */
                limit?: number;
                state?: "proposed" | "approved" | "declined";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageAdjustmentView"];
                };
            };
            /** @description 未完成：RFC 9457 问题说明 */
            default: {
                headers: {
                    /** @description true 表示这是先前同一请求的答复 */
                    "Idempotent-Replayed"?: string;
                    /** @description 429、503 时为多少秒后再试 */
                    "Retry-After"?: number;
                    /** @description 401 时为 Bearer */
                    "WWW-Authenticate"?: string;
                    /** @description 请求编号 */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "adjustment.propose": {
        parameters: {
            query?: never;
            header: {
                /** @description 必填，16–255 个可见 ASCII 字符；同一操作重试时用同一个键 */
                "Idempotency-Key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AdjustInputBody"];
            };
        };
        responses: {
            /** @description 完成 */
            201: {
                headers: {
                    "Idempotent-Replayed"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AdjustmentView"];
                };
            };
            /** @description 未完成：RFC 9457 问题说明 */
            default: {
                headers: {
                    /** @description true 表示这是先前同一请求的答复 */
                    "Idempotent-Replayed"?: string;
                    /** @description 429、503 时为多少秒后再试 */
                    "Retry-After"?: number;
                    /** @description 401 时为 Bearer */
                    "WWW-Authenticate"?: string;
                    /** @description 请求编号 */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "adjustments-xlsx": {
        parameters: {
            query?: {
                state?: "proposed" | "approved" | "declined";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Excel 文件 */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": unknown;
                };
            };
            /** @description 未完成：RFC 9457 问题说明 */
            default: {
                headers: {
                    /** @description true 表示这是先前同一请求的答复 */
                    "Idempotent-Replayed"?: string;
                    /** @description 429、503 时为多少秒后再试 */
                    "Retry-After"?: number;
                    /** @description 401 时为 Bearer */
                    "WWW-Authenticate"?: string;
                    /** @description 请求编号 */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "adjustment.approve": {
        parameters: {
            query?: never;
            header: {
                /** @description 必填，16–255 个可见 ASCII 字符；同一操作重试时用同一个键 */
                "Idempotency-Key": string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["ApproveInputBody"];
            };
        };
        responses: {
            /** @description 完成 */
            200: {
                headers: {
                    "Idempotent-Replayed"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AdjustmentView"];
                };
            };
            /** @description 未完成：RFC 9457 问题说明 */
            default: {
                headers: {
                    /** @description true 表示这是先前同一请求的答复 */
                    "Idempotent-Replayed"?: string;
                    /** @description 429、503 时为多少秒后再试 */
                    "Retry-After"?: number;
                    /** @description 401 时为 Bearer */
                    "WWW-Authenticate"?: string;
                    /** @description 请求编号 */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "adjustment.refuse": {
        parameters: {
            query?: never;
            header: {
                /** @description 必填，16–255 个可见 ASCII 字符；同一操作重试时用同一个键 */
                "Idempotency-Key": string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RefuseInputBody"];
            };
        };
        responses: {
            /** @description 完成 */
            200: {
                headers: {
                    "Idempotent-Replayed"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AdjustmentView"];
                };
            };
            /** @description 未完成：RFC 9457 问题说明 */
            default: {
                headers: {
                    /** @description true 表示这是先前同一请求的答复 */
                    "Idempotent-Replayed"?: string;
                    /** @description 429、503 时为多少秒后再试 */
                    "Retry-After"?: number;
                    /** @description 401 时为 Bearer */
                    "WWW-Authenticate"?: string;
                    /** @description 请求编号 */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "audit-day-closes": {
        parameters: {
            query?: {
                /** @description 上一页的 next_cursor */
                cursor?: string;
                /** @description 每页条数 */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageDayCloseView"];
                };
            };
            /** @description 未完成：RFC 9457 问题说明 */
            default: {
                headers: {
                    /** @description true 表示这是先前同一请求的答复 */
                    "Idempotent-Replayed"?: string;
                    /** @description 429、503 时为多少秒后再试 */
                    "Retry-After"?: number;
                    /** @description 401 时为 Bearer */
                    "WWW-Authenticate"?: string;
                    /** @description 请求编号 */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "audit-day-closes-xlsx": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Excel 文件 */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": unknown;
                };
            };
            /** @description 未完成：RFC 9457 问题说明 */
            default: {
                headers: {
                    /** @description true 表示这是先前同一请求的答复 */
                    "Idempotent-Replayed"?: string;
                    /** @description 429、503 时为多少秒后再试 */
                    "Retry-After"?: number;
                    /** @description 401 时为 Bearer */
                    "WWW-Authenticate"?: string;
                    /** @description 请求编号 */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "audit-events": {
        parameters: {
            query?: {
                action?: string;
                actor_id?: string;
                /** @description 上一页的 next_cursor */
                cursor?: string;
                day?: string;
                /** @description 每页条数 */
                limit?: number;
                object_id?: string;
                object_type?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageEventView"];
                };
            };
            /** @description 未完成：RFC 9457 问题说明 */
            default: {
                headers: {
                    /** @description true 表示这是先前同一请求的答复 */
                    "Idempotent-Replayed"?: string;
                    /** @description 429、503 时为多少秒后再试 */
                    "Retry-After"?: number;
                    /** @description 401 时为 Bearer */
                    "WWW-Authenticate"?: string;
                    /** @description 请求编号 */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "audit-events-xlsx": {
        parameters: {
            query?: {
                action?: string;
                actor_id?: string;
                day?: string;
                object_id?: string;
                object_type?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Excel 文件 */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": unknown;
                };
            };
            /** @description 未完成：RFC 9457 问题说明 */
            default: {
                headers: {
                    /** @description true 表示这是先前同一请求的答复 */
                    "Idempotent-Replayed"?: string;
                    /** @description 429、503 时为多少秒后再试 */
                    "Retry-After"?: number;
                    /** @description 401 时为 Bearer */
                    "WWW-Authenticate"?: string;
                    /** @description 请求编号 */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "audit-head": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HeadView"];
                };
            };
            /** @description 未完成：RFC 9457 问题说明 */
            default: {
                headers: {
                    /** @description true 表示这是先前同一请求的答复 */
                    "Idempotent-Replayed"?: string;
                    /** @description 429、503 时为多少秒后再试 */
                    "Retry-After"?: number;
                    /** @description 401 时为 Bearer */
                    "WWW-Authenticate"?: string;
                    /** @description 请求编号 */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "audit-ledger": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BooksView"];
                };
            };
            /** @description 未完成：RFC 9457 问题说明 */
            default: {
                headers: {
                    /** @description true 表示这是先前同一请求的答复 */
                    "Idempotent-Replayed"?: string;
                    /** @description 429、503 时为多少秒后再试 */
                    "Retry-After"?: number;
                    /** @description 401 时为 Bearer */
                    "WWW-Authenticate"?: string;
                    /** @description 请求编号 */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "sign-out": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description 未完成：RFC 9457 问题说明 */
            default: {
                headers: {
                    /** @description true 表示这是先前同一请求的答复 */
                    "Idempotent-Replayed"?: string;
                    /** @description 429、503 时为多少秒后再试 */
                    "Retry-After"?: number;
                    /** @description 401 时为 Bearer */
                    "WWW-Authenticate"?: string;
                    /** @description 请求编号 */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    refresh: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RefreshInputBody"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SignedInView"];
                };
            };
            /** @description 未完成：RFC 9457 问题说明 */
            default: {
                headers: {
                    /** @description true 表示这是先前同一请求的答复 */
                    "Idempotent-Replayed"?: string;
                    /** @description 429、503 时为多少秒后再试 */
                    "Retry-After"?: number;
                    /** @description 401 时为 Bearer */
                    "WWW-Authenticate"?: string;
                    /** @description 请求编号 */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "sign-in-staff": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["StaffInputBody"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SignedInView"];
                };
            };
            /** @description 未完成：RFC 9457 问题说明 */
            default: {
                headers: {
                    /** @description true 表示这是先前同一请求的答复 */
                    "Idempotent-Replayed"?: string;
                    /** @description 429、503 时为多少秒后再试 */
                    "Retry-After"?: number;
                    /** @description 401 时为 Bearer */
                    "WWW-Authenticate"?: string;
                    /** @description 请求编号 */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "sign-in-wechat": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WechatInputBody"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SignedInView"];
                };
            };
            /** @description 未完成：RFC 9457 问题说明 */
            default: {
                headers: {
                    /** @description true 表示这是先前同一请求的答复 */
                    "Idempotent-Replayed"?: string;
                    /** @description 429、503 时为多少秒后再试 */
                    "Retry-After"?: number;
                    /** @description 401 时为 Bearer */
                    "WWW-Authenticate"?: string;
                    /** @description 请求编号 */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    awards: {
        parameters: {
            query?: {
                /** @description 上一页的 next_cursor */
                cursor?: string;
                /** @description 每页条数 */
                limit?: number;
                state?: "pending" | "queued" | "granted" | "refused";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageAwardView"];
                };
            };
            /** @description 未完成：RFC 9457 问题说明 */
            default: {
                headers: {
                    /** @description true 表示这是先前同一请求的答复 */
                    "Idempotent-Replayed"?: string;
                    /** @description 429、503 时为多少秒后再试 */
                    "Retry-After"?: number;
                    /** @description 401 时为 Bearer */
                    "WWW-Authenticate"?: string;
                    /** @description 请求编号 */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "awards-xlsx": {
        parameters: {
            query?: {
                state?: "pending" | "queued" | "granted" | "refused";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Excel 文件 */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": unknown;
                };
            };
            /** @description 未完成：RFC 9457 问题说明 */
            default: {
                headers: {
                    /** @description true 表示这是先前同一请求的答复 */
                    "Idempotent-Replayed"?: string;
                    /** @description 429、503 时为多少秒后再试 */
                    "Retry-After"?: number;
                    /** @description 401 时为 Bearer */
                    "WWW-Authenticate"?: string;
                    /** @description 请求编号 */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "award.approve": {
        parameters: {
            query?: never;
            header: {
                /** @description 必填，16–255 个可见 ASCII 字符；同一操作重试时用同一个键 */
                "Idempotency-Key": string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["ApproveInputBody"];
            };
        };
        responses: {
            /** @description 完成 */
            200: {
                headers: {
                    "Idempotent-Replayed"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AwardView"];
                };
            };
            /** @description 未完成：RFC 9457 问题说明 */
            default: {
                headers: {
                    /** @description true 表示这是先前同一请求的答复 */
                    "Idempotent-Replayed"?: string;
                    /** @description 429、503 时为多少秒后再试 */
                    "Retry-After"?: number;
                    /** @description 401 时为 Bearer */
                    "WWW-Authenticate"?: string;
                    /** @description 请求编号 */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "award.refuse": {
        parameters: {
            query?: never;
            header: {
                /** @description 必填，16–255 个可见 ASCII 字符；同一操作重试时用同一个键 */
                "Idempotency-Key": string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RefuseInputBody"];
            };
        };
        responses: {
            /** @description 完成 */
            200: {
                headers: {
                    "Idempotent-Replayed"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AwardView"];
                };
            };
            /** @description 未完成：RFC 9457 问题说明 */
            default: {
                headers: {
                    /** @description true 表示这是先前同一请求的答复 */
                    "Idempotent-Replayed"?: string;
                    /** @description 429、503 时为多少秒后再试 */
                    "Retry-After"?: number;
                    /** @description 401 时为 Bearer */
                    "WWW-Authenticate"?: string;
                    /** @description 请求编号 */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    budgets: {
        parameters: {
            query?: {
                /** @description 上一页的 next_cursor */
                cursor?: string;
                /** @description 每页条数 */
                limit?: number;
                /** @description 不填为本月 */
                month?: string;
                /** @description 只看这个组织之下的街道 */
                org_unit_id?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageBudgetView"];
                };
            };
            /** @description 未完成：RFC 9457 问题说明 */
            default: {
                headers: {
                    /** @description true 表示这是先前同一请求的答复 */
                    "Idempotent-Replayed"?: string;
                    /** @description 429、503 时为多少秒后再试 */
                    "Retry-After"?: number;
                    /** @description 401 时为 Bearer */
                    "WWW-Authenticate"?: string;
                    /** @description 请求编号 */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "budgets-xlsx": {
        parameters: {
            query?: {
                /** @description 不填为本月 */
                month?: string;
                /** @description 只看这个组织之下的街道 */
                org_unit_id?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Excel 文件 */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": unknown;
                };
            };
            /** @description 未完成：RFC 9457 问题说明 */
            default: {
                headers: {
                    /** @description true 表示这是先前同一请求的答复 */
                    "Idempotent-Replayed"?: string;
                    /** @description 429、503 时为多少秒后再试 */
                    "Retry-After"?: number;
                    /** @description 401 时为 Bearer */
                    "WWW-Authenticate"?: string;
                    /** @description 请求编号 */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "budget.set": {
        parameters: {
            query?: never;
            header: {
                /** @description 必填，16–255 个可见 ASCII 字符；同一操作重试时用同一个键 */
                "Idempotency-Key": string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SetBudgetInputBody"];
            };
        };
        responses: {
            /** @description 完成 */
            200: {
                headers: {
                    "Idempotent-Replayed"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BudgetView"];
                };
            };
            /** @description 未完成：RFC 9457 问题说明 */
            default: {
                headers: {
                    /** @description true 表示这是先前同一请求的答复 */
                    "Idempotent-Replayed"?: string;
                    /** @description 429、503 时为多少秒后再试 */
                    "Retry-After"?: number;
                    /** @description 401 时为 Bearer */
                    "WWW-Authenticate"?: string;
                    /** @description 请求编号 */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "consent-documents": {
        parameters: {
            query?: {
                /** @description 上一页的 next_cursor */
                cursor?: string;
                /** @description 每页条数 */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageDocumentView"];
                };
            };
            /** @description 未完成：RFC 9457 问题说明 */
            default: {
                headers: {
                    /** @description true 表示这是先前同一请求的答复 */
                    "Idempotent-Replayed"?: string;
                    /** @description 429、503 时为多少秒后再试 */
                    "Retry-After"?: number;
                    /** @description 401 时为 Bearer */
                    "WWW-Authenticate"?: string;
                    /** @description 请求编号 */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "redemption.countersign": {
        parameters: {
            query?: never;
            header: {
                /** @description 必填，16–255 个可见 ASCII 字符；同一操作重试时用同一个键 */
                "Idempotency-Key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["ShownBody"];
            };
        };
        responses: {
            /** @description 完成 */
            200: {
                headers: {
                    "Idempotent-Replayed"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RedemptionView"];
                };
            };
            /** @description 未完成：RFC 9457 问题说明 */
            default: {
                headers: {
                    /** @description true 表示这是先前同一请求的答复 */
                    "Idempotent-Replayed"?: string;
                    /** @description 429、503 时为多少秒后再试 */
                    "Retry-After"?: number;
                    /** @description 401 时为 Bearer */
                    "WWW-Authenticate"?: string;
                    /** @description 请求编号 */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "counter-day-close": {
        parameters: {
            query?: {
                /** @description 管理多家超市时必填 */
                mart_id?: string;
                /** @description 北京时间的日期；不填为今天 */
                on?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DayView"];
                };
            };
            /** @description 未完成：RFC 9457 问题说明 */
            default: {
                headers: {
                    /** @description true 表示这是先前同一请求的答复 */
                    "Idempotent-Replayed"?: string;
                    /** @description 429、503 时为多少秒后再试 */
                    "Retry-After"?: number;
                    /** @description 401 时为 Bearer */
                    "WWW-Authenticate"?: string;
                    /** @description 请求编号 */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "counter-day-close-xlsx": {
        parameters: {
            query?: {
                /** @description 管理多家超市时必填 */
                mart_id?: string;
                /** @description 北京时间的日期；不填为今天 */
                on?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Excel 文件 */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": unknown;
                };
            };
            /** @description 未完成：RFC 9457 问题说明 */
            default: {
                headers: {
                    /** @description true 表示这是先前同一请求的答复 */
                    "Idempotent-Replayed"?: string;
                    /** @description 429、503 时为多少秒后再试 */
                    "Retry-After"?: number;
                    /** @description 401 时为 Bearer */
                    "WWW-Authenticate"?: string;
                    /** @description 请求编号 */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "redemption.fulfil": {
        parameters: {
            query?: never;
            header: {
                /** @description 必填，16–255 个可见 ASCII 字符；同一操作重试时用同一个键 */
                "Idempotency-Key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["ShownBody"];
            };
        };
        responses: {
            /** @description 完成 */
            200: {
                headers: {
                    "Idempotent-Replayed"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RedemptionView"];
                };
            };
            /** @description 未完成：RFC 9457 问题说明 */
            default: {
                headers: {
                    /** @description true 表示这是先前同一请求的答复 */
                    "Idempotent-Replayed"?: string;
                    /** @description 429、503 时为多少秒后再试 */
                    "Retry-After"?: number;
                    /** @description 401 时为 Bearer */
                    "WWW-Authenticate"?: string;
                    /** @description 请求编号 */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "counter-redemptions": {
        parameters: {
            query?: {
                /** @description 上一页的 next_cursor */
                cursor?: string;
                /** @description 每页条数 */
                limit?: number;
                /** @description 管理多家超市时必填 */
                mart_id?: string;
                state?: "reserved" | "fulfilled" | "cancelled" | "expired" | "reversed";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageRedemptionView"];
                };
            };
            /** @description 未完成：RFC 9457 问题说明 */
            default: {
                headers: {
                    /** @description true 表示这是先前同一请求的答复 */
                    "Idempotent-Replayed"?: string;
                    /** @description 429、503 时为多少秒后再试 */
                    "Retry-After"?: number;
                    /** @description 401 时为 Bearer */
                    "WWW-Authenticate"?: string;
                    /** @description 请求编号 */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "counter-redemptions-xlsx": {
        parameters: {
            query?: {
                /** @description 管理多家超市时必填 */
                mart_id?: string;
                state?: "reserved" | "fulfilled" | "cancelled" | "expired" | "reversed";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Excel 文件 */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": unknown;
                };
            };
            /** @description 未完成：RFC 9457 问题说明 */
            default: {
                headers: {
                    /** @description true 表示这是先前同一请求的答复 */
                    "Idempotent-Replayed"?: string;
                    /** @description 429、503 时为多少秒后再试 */
                    "Retry-After"?: number;
                    /** @description 401 时为 Bearer */
                    "WWW-Authenticate"?: string;
                    /** @description 请求编号 */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "counter.scan": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ShownBody"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ScanView"];
                };
            };
            /** @description 未完成：RFC 9457 问题说明 */
            default: {
                headers: {
                    /** @description true 表示这是先前同一请求的答复 */
                    "Idempotent-Replayed"?: string;
                    /** @description 429、503 时为多少秒后再试 */
                    "Retry-After"?: number;
                    /** @description 401 时为 Bearer */
                    "WWW-Authenticate"?: string;
                    /** @description 请求编号 */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "counter-stock": {
        parameters: {
            query?: {
                /** @description 上一页的 next_cursor */
                cursor?: string;
                /** @description 每页条数 */
                limit?: number;
                /** @description 管理多家超市时必填 */
                mart_id?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageStockView"];
                };
            };
            /** @description 未完成：RFC 9457 问题说明 */
            default: {
                headers: {
                    /** @description true 表示这是先前同一请求的答复 */
                    "Idempotent-Replayed"?: string;
                    /** @description 429、503 时为多少秒后再试 */
                    "Retry-After"?: number;
                    /** @description 401 时为 Bearer */
                    "WWW-Authenticate"?: string;
                    /** @description 请求编号 */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "counter-stock-xlsx": {
        parameters: {
            query?: {
                /** @description 管理多家超市时必填 */
                mart_id?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Excel 文件 */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": unknown;
                };
            };
            /** @description 未完成：RFC 9457 问题说明 */
            default: {
                headers: {
                    /** @description true 表示这是先前同一请求的答复 */
                    "Idempotent-Replayed"?: string;
                    /** @description 429、503 时为多少秒后再试 */
                    "Retry-After"?: number;
                    /** @description 401 时为 Bearer */
                    "WWW-Authenticate"?: string;
                    /** @description 请求编号 */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "stock.count": {
        parameters: {
            query?: {
                /** @description 管理多家超市时必填 */
                mart_id?: string;
            };
            header: {
                /** @description 必填，16–255 个可见 ASCII 字符；同一操作重试时用同一个键 */
                "Idempotency-Key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SlipInputBody"];
            };
        };
        responses: {
            /** @description 完成 */
            201: {
                headers: {
                    "Idempotent-Replayed"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BookingView"];
                };
            };
            /** @description 未完成：RFC 9457 问题说明 */
            default: {
                headers: {
                    /** @description true 表示这是先前同一请求的答复 */
                    "Idempotent-Replayed"?: string;
                    /** @description 429、503 时为多少秒后再试 */
                    "Retry-After"?: number;
                    /** @description 401 时为 Bearer */
                    "WWW-Authenticate"?: string;
                    /** @description 请求编号 */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "counter-stock-movements": {
        parameters: {
            query?: {
                /** @description 上一页的 next_cursor */
                cursor?: string;
                /** @description 北京时间的日期 */
                day?: string;
                goods_id?: string;
                kind?: "received" | "counted" | "written_off" | "handed_out" | "returned";
                /** @description 每页条数 */
                limit?: number;
                /** @description 管理多家超市时必填 */
                mart_id?: string;
                source?: "purchased" | "donated";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageMovementLine"];
                };
            };
            /** @description 未完成：RFC 9457 问题说明 */
            default: {
                headers: {
                    /** @description true 表示这是先前同一请求的答复 */
                    "Idempotent-Replayed"?: string;
                    /** @description 429、503 时为多少秒后再试 */
                    "Retry-After"?: number;
                    /** @description 401 时为 Bearer */
                    "WWW-Authenticate"?: string;
                    /** @description 请求编号 */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "counter-stock-movements-xlsx": {
        parameters: {
            query?: {
                /** @description 北京时间的日期 */
                day?: string;
                goods_id?: string;
                kind?: "received" | "counted" | "written_off" | "handed_out" | "returned";
                /** @description 管理多家超市时必填 */
                mart_id?: string;
                source?: "purchased" | "donated";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Excel 文件 */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": unknown;
                };
            };
            /** @description 未完成：RFC 9457 问题说明 */
            default: {
                headers: {
                    /** @description true 表示这是先前同一请求的答复 */
                    "Idempotent-Replayed"?: string;
                    /** @description 429、503 时为多少秒后再试 */
                    "Retry-After"?: number;
                    /** @description 401 时为 Bearer */
                    "WWW-Authenticate"?: string;
                    /** @description 请求编号 */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "stock.receive": {
        parameters: {
            query?: {
                /** @description 管理多家超市时必填 */
                mart_id?: string;
            };
            header: {
                /** @description 必填，16–255 个可见 ASCII 字符；同一操作重试时用同一个键 */
                "Idempotency-Key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SlipInputBody"];
            };
        };
        responses: {
            /** @description 完成 */
            201: {
                headers: {
                    "Idempotent-Replayed"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BookingView"];
                };
            };
            /** @description 未完成：RFC 9457 问题说明 */
            default: {
                headers: {
                    /** @description true 表示这是先前同一请求的答复 */
                    "Idempotent-Replayed"?: string;
                    /** @description 429、503 时为多少秒后再试 */
                    "Retry-After"?: number;
                    /** @description 401 时为 Bearer */
                    "WWW-Authenticate"?: string;
                    /** @description 请求编号 */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "stock.write_off": {
        parameters: {
            query?: {
                /** @description 管理多家超市时必填 */
                mart_id?: string;
            };
            header: {
                /** @description 必填，16–255 个可见 ASCII 字符；同一操作重试时用同一个键 */
                "Idempotency-Key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SlipInputBody"];
            };
        };
        responses: {
            /** @description 完成 */
            201: {
                headers: {
                    "Idempotent-Replayed"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BookingView"];
                };
            };
            /** @description 未完成：RFC 9457 问题说明 */
            default: {
                headers: {
                    /** @description true 表示这是先前同一请求的答复 */
                    "Idempotent-Replayed"?: string;
                    /** @description 429、503 时为多少秒后再试 */
                    "Retry-After"?: number;
                    /** @description 401 时为 Bearer */
                    "WWW-Authenticate"?: string;
                    /** @description 请求编号 */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    facilities: {
        parameters: {
            query?: {
                /** @description 上一页的 next_cursor */
                cursor?: string;
                /** @description 每页条数 */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageFacilityView"];
                };
            };
            /** @description 未完成：RFC 9457 问题说明 */
            default: {
                headers: {
                    /** @description true 表示这是先前同一请求的答复 */
                    "Idempotent-Replayed"?: string;
                    /** @description 429、503 时为多少秒后再试 */
                    "Retry-After"?: number;
                    /** @description 401 时为 Bearer */
                    "WWW-Authenticate"?: string;
                    /** @description 请求编号 */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    figures: {
        parameters: {
            query?: {
                /** @description 不填为 to 之前五个月 */
                from?: string;
                /** @description 不填为本人管辖的组织 */
                org_unit_id?: string;
                /** @description 不填为本月 */
                to?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FigureReport"];
                };
            };
            /** @description 未完成：RFC 9457 问题说明 */
            default: {
                headers: {
                    /** @description true 表示这是先前同一请求的答复 */
                    "Idempotent-Replayed"?: string;
                    /** @description 429、503 时为多少秒后再试 */
                    "Retry-After"?: number;
                    /** @description 401 时为 Bearer */
                    "WWW-Authenticate"?: string;
                    /** @description 请求编号 */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "figures-xlsx": {
        parameters: {
            query?: {
                /** @description 不填为 to 之前五个月 */
                from?: string;
                /** @description 不填为本人管辖的组织 */
                org_unit_id?: string;
                /** @description 不填为本月 */
                to?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Excel 文件 */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": unknown;
                };
            };
            /** @description 未完成：RFC 9457 问题说明 */
            default: {
                headers: {
                    /** @description true 表示这是先前同一请求的答复 */
                    "Idempotent-Replayed"?: string;
                    /** @description 429、503 时为多少秒后再试 */
                    "Retry-After"?: number;
                    /** @description 401 时为 Bearer */
                    "WWW-Authenticate"?: string;
                    /** @description 请求编号 */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    wares: {
        parameters: {
            query?: {
                /** @description 上一页的 next_cursor */
                cursor?: string;
                /** @description 每页条数 */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageWareView"];
                };
            };
            /** @description 未完成：RFC 9457 问题说明 */
            default: {
                headers: {
                    /** @description true 表示这是先前同一请求的答复 */
                    "Idempotent-Replayed"?: string;
                    /** @description 429、503 时为多少秒后再试 */
                    "Retry-After"?: number;
                    /** @description 401 时为 Bearer */
                    "WWW-Authenticate"?: string;
                    /** @description 请求编号 */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "goods.add": {
        parameters: {
            query?: never;
            header: {
                /** @description 必填，16–255 个可见 ASCII 字符；同一操作重试时用同一个键 */
                "Idempotency-Key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AddWareInputBody"];
            };
        };
        responses: {
            /** @description 完成 */
            201: {
                headers: {
                    "Idempotent-Replayed"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WareView"];
                };
            };
            /** @description 未完成：RFC 9457 问题说明 */
            default: {
                headers: {
                    /** @description true 表示这是先前同一请求的答复 */
                    "Idempotent-Replayed"?: string;
                    /** @description 429、503 时为多少秒后再试 */
                    "Retry-After"?: number;
                    /** @description 401 时为 Bearer */
                    "WWW-Authenticate"?: string;
                    /** @description 请求编号 */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "wares-xlsx": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Excel 文件 */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": unknown;
                };
            };
            /** @description 未完成：RFC 9457 问题说明 */
            default: {
                headers: {
                    /** @description true 表示这是先前同一请求的答复 */
                    "Idempotent-Replayed"?: string;
                    /** @description 429、503 时为多少秒后再试 */
                    "Retry-After"?: number;
                    /** @description 401 时为 Bearer */
                    "WWW-Authenticate"?: string;
                    /** @description 请求编号 */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "goods.change": {
        parameters: {
            query?: never;
            header: {
                /** @description 必填，16–255 个可见 ASCII 字符；同一操作重试时用同一个键 */
                "Idempotency-Key": string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["ChangeWareInputBody"];
            };
        };
        responses: {
            /** @description 完成 */
            200: {
                headers: {
                    "Idempotent-Replayed"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WareView"];
                };
            };
            /** @description 未完成：RFC 9457 问题说明 */
            default: {
                headers: {
                    /** @description true 表示这是先前同一请求的答复 */
                    "Idempotent-Replayed"?: string;
                    /** @description 429、503 时为多少秒后再试 */
                    "Retry-After"?: number;
                    /** @description 401 时为 Bearer */
                    "WWW-Authenticate"?: string;
                    /** @description 请求编号 */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "goods.price": {
        parameters: {
            query?: never;
            header: {
                /** @description 必填，16–255 个可见 ASCII 字符；同一操作重试时用同一个键 */
                "Idempotency-Key": string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PriceInputBody"];
            };
        };
        responses: {
            /** @description 完成 */
            201: {
                headers: {
                    "Idempotent-Replayed"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PricedView"];
                };
            };
            /** @description 未完成：RFC 9457 问题说明 */
            default: {
                headers: {
                    /** @description true 表示这是先前同一请求的答复 */
                    "Idempotent-Replayed"?: string;
                    /** @description 429、503 时为多少秒后再试 */
                    "Retry-After"?: number;
                    /** @description 401 时为 Bearer */
                    "WWW-Authenticate"?: string;
                    /** @description 请求编号 */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    live: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 消息流；schema 是每行 data 的内容 */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": components["schemas"]["EventLine"];
                };
            };
            /** @description 未完成：RFC 9457 问题说明 */
            default: {
                headers: {
                    /** @description true 表示这是先前同一请求的答复 */
                    "Idempotent-Replayed"?: string;
                    /** @description 429、503 时为多少秒后再试 */
                    "Retry-After"?: number;
                    /** @description 401 时为 Bearer */
                    "WWW-Authenticate"?: string;
                    /** @description 请求编号 */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "kept-marts": {
        parameters: {
            query?: {
                /** @description 上一页的 next_cursor */
                cursor?: string;
                /** @description 每页条数 */
                limit?: number;
                org_unit_id?: string;
                /** @description 名称或地址的一部分 */
                q?: string;
                state?: "open" | "retired";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PagePlaceDetail"];
                };
            };
            /** @description 未完成：RFC 9457 问题说明 */
            default: {
                headers: {
                    /** @description true 表示这是先前同一请求的答复 */
                    "Idempotent-Replayed"?: string;
                    /** @description 429、503 时为多少秒后再试 */
                    "Retry-After"?: number;
                    /** @description 401 时为 Bearer */
                    "WWW-Authenticate"?: string;
                    /** @description 请求编号 */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "kept-marts-xlsx": {
        parameters: {
            query?: {
                org_unit_id?: string;
                /** @description 名称或地址的一部分 */
                q?: string;
                state?: "open" | "retired";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Excel 文件 */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": unknown;
                };
            };
            /** @description 未完成：RFC 9457 问题说明 */
            default: {
                headers: {
                    /** @description true 表示这是先前同一请求的答复 */
                    "Idempotent-Replayed"?: string;
                    /** @description 429、503 时为多少秒后再试 */
                    "Retry-After"?: number;
                    /** @description 401 时为 Bearer */
                    "WWW-Authenticate"?: string;
                    /** @description 请求编号 */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "kept-stations": {
        parameters: {
            query?: {
                /** @description 上一页的 next_cursor */
                cursor?: string;
                /** @description 每页条数 */
                limit?: number;
                org_unit_id?: string;
                /** @description 名称或地址的一部分 */
                q?: string;
                state?: "open" | "retired";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PagePlaceDetail"];
                };
            };
            /** @description 未完成：RFC 9457 问题说明 */
            default: {
                headers: {
                    /** @description true 表示这是先前同一请求的答复 */
                    "Idempotent-Replayed"?: string;
                    /** @description 429、503 时为多少秒后再试 */
                    "Retry-After"?: number;
                    /** @description 401 时为 Bearer */
                    "WWW-Authenticate"?: string;
                    /** @description 请求编号 */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "kept-stations-xlsx": {
        parameters: {
            query?: {
                org_unit_id?: string;
                /** @description 名称或地址的一部分 */
                q?: string;
                state?: "open" | "retired";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Excel 文件 */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": unknown;
                };
            };
            /** @description 未完成：RFC 9457 问题说明 */
            default: {
                headers: {
                    /** @description true 表示这是先前同一请求的答复 */
                    "Idempotent-Replayed"?: string;
                    /** @description 429、503 时为多少秒后再试 */
                    "Retry-After"?: number;
                    /** @description 401 时为 Bearer */
                    "WWW-Authenticate"?: string;
                    /** @description 请求编号 */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    marts: {
        parameters: {
            query?: {
                /** @description 上一页的 next_cursor */
                cursor?: string;
                facility?: string;
                /** @description 每页条数 */
                limit?: number;
                /** @description “纬度,经度”，由近及远 */
                near?: string;
                /** @description 现在开放的都排在前面 */
                open_first?: boolean;
                /** @description 只看现在开放的 */
                open_now?: boolean;
                /** @description 只看某个组织之下的 */
                org_unit_id?: string;
                /** @description 名称、地址、设施 */
                q?: string;
                /** @description 半径，米 */
                radius_m?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PagePlaceView"];
                };
            };
            /** @description 未完成：RFC 9457 问题说明 */
            default: {
                headers: {
                    /** @description true 表示这是先前同一请求的答复 */
                    "Idempotent-Replayed"?: string;
                    /** @description 429、503 时为多少秒后再试 */
                    "Retry-After"?: number;
                    /** @description 401 时为 Bearer */
                    "WWW-Authenticate"?: string;
                    /** @description 请求编号 */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    mart: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PlaceDetail"];
                };
            };
            /** @description 未完成：RFC 9457 问题说明 */
            default: {
                headers: {
                    /** @description true 表示这是先前同一请求的答复 */
                    "Idempotent-Replayed"?: string;
                    /** @description 429、503 时为多少秒后再试 */
                    "Retry-After"?: number;
                    /** @description 401 时为 Bearer */
                    "WWW-Authenticate"?: string;
                    /** @description 请求编号 */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "mart.change": {
        parameters: {
            query?: never;
            header: {
                /** @description 必填，16–255 个可见 ASCII 字符；同一操作重试时用同一个键 */
                "Idempotency-Key": string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["ChangePlaceInputBody"];
            };
        };
        responses: {
            /** @description 完成 */
            200: {
                headers: {
                    "Idempotent-Replayed"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PlaceDetail"];
                };
            };
            /** @description 未完成：RFC 9457 问题说明 */
            default: {
                headers: {
                    /** @description true 表示这是先前同一请求的答复 */
                    "Idempotent-Replayed"?: string;
                    /** @description 429、503 时为多少秒后再试 */
                    "Retry-After"?: number;
                    /** @description 401 时为 Bearer */
                    "WWW-Authenticate"?: string;
                    /** @description 请求编号 */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    goods: {
        parameters: {
            query?: {
                /** @description 上一页的 next_cursor */
                cursor?: string;
                /** @description 每页条数 */
                limit?: number;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageGoodsView"];
                };
            };
            /** @description 未完成：RFC 9457 问题说明 */
            default: {
                headers: {
                    /** @description true 表示这是先前同一请求的答复 */
                    "Idempotent-Replayed"?: string;
                    /** @description 429、503 时为多少秒后再试 */
                    "Retry-After"?: number;
                    /** @description 401 时为 Bearer */
                    "WWW-Authenticate"?: string;
                    /** @description 请求编号 */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "mart-notices": {
        parameters: {
            query?: {
                /** @description 上一页的 next_cursor */
                cursor?: string;
                /** @description 每页条数 */
                limit?: number;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageHangingView"];
                };
            };
            /** @description 未完成：RFC 9457 问题说明 */
            default: {
                headers: {
                    /** @description true 表示这是先前同一请求的答复 */
                    "Idempotent-Replayed"?: string;
                    /** @description 429、503 时为多少秒后再试 */
                    "Retry-After"?: number;
                    /** @description 401 时为 Bearer */
                    "WWW-Authenticate"?: string;
                    /** @description 请求编号 */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "mart.notice_post": {
        parameters: {
            query?: never;
            header: {
                /** @description 必填，16–255 个可见 ASCII 字符；同一操作重试时用同一个键 */
                "Idempotency-Key": string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NoticeInputBody"];
            };
        };
        responses: {
            /** @description 完成 */
            201: {
                headers: {
                    "Idempotent-Replayed"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HangingView"];
                };
            };
            /** @description 未完成：RFC 9457 问题说明 */
            default: {
                headers: {
                    /** @description true 表示这是先前同一请求的答复 */
                    "Idempotent-Replayed"?: string;
                    /** @description 429、503 时为多少秒后再试 */
                    "Retry-After"?: number;
                    /** @description 401 时为 Bearer */
                    "WWW-Authenticate"?: string;
                    /** @description 请求编号 */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "mart-redemptions": {
        parameters: {
            query?: {
                /** @description 上一页的 next_cursor */
                cursor?: string;
                /** @description 每页条数 */
                limit?: number;
                state?: "reserved" | "fulfilled" | "cancelled" | "expired" | "reversed";
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageRedemptionView"];
                };
            };
            /** @description 未完成：RFC 9457 问题说明 */
            default: {
                headers: {
                    /** @description true 表示这是先前同一请求的答复 */
                    "Idempotent-Replayed"?: string;
                    /** @description 429、503 时为多少秒后再试 */
                    "Retry-After"?: number;
                    /** @description 401 时为 Bearer */
                    "WWW-Authenticate"?: string;
                    /** @description 请求编号 */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "mart-redemptions-xlsx": {
        parameters: {
            query?: {
                state?: "reserved" | "fulfilled" | "cancelled" | "expired" | "reversed";
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Excel 文件 */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": unknown;
                };
            };
            /** @description 未完成：RFC 9457 问题说明 */
            default: {
                headers: {
                    /** @description true 表示这是先前同一请求的答复 */
                    "Idempotent-Replayed"?: string;
                    /** @description 429、503 时为多少秒后再试 */
                    "Retry-After"?: number;
                    /** @description 401 时为 Bearer */
                    "WWW-Authenticate"?: string;
                    /** @description 请求编号 */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "mart-stock": {
        parameters: {
            query?: {
                /** @description 上一页的 next_cursor */
                cursor?: string;
                /** @description 每页条数 */
                limit?: number;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageStockView"];
                };
            };
            /** @description 未完成：RFC 9457 问题说明 */
            default: {
                headers: {
                    /** @description true 表示这是先前同一请求的答复 */
                    "Idempotent-Replayed"?: string;
                    /** @description 429、503 时为多少秒后再试 */
                    "Retry-After"?: number;
                    /** @description 401 时为 Bearer */
                    "WWW-Authenticate"?: string;
                    /** @description 请求编号 */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "mart-stock-xlsx": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Excel 文件 */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": unknown;
                };
            };
            /** @description 未完成：RFC 9457 问题说明 */
            default: {
                headers: {
                    /** @description true 表示这是先前同一请求的答复 */
                    "Idempotent-Replayed"?: string;
                    /** @description 429、503 时为多少秒后再试 */
                    "Retry-After"?: number;
                    /** @description 401 时为 Bearer */
                    "WWW-Authenticate"?: string;
                    /** @description 请求编号 */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "mart-movements": {
        parameters: {
            query?: {
                /** @description 上一页的 next_cursor */
                cursor?: string;
                /** @description 北京时间的日期 */
                day?: string;
                goods_id?: string;
                kind?: "received" | "counted" | "written_off" | "handed_out" | "returned";
                /** @description 每页条数 */
                limit?: number;
                source?: "purchased" | "donated";
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageMovementLine"];
                };
            };
            /** @description 未完成：RFC 9457 问题说明 */
            default: {
                headers: {
                    /** @description true 表示这是先前同一请求的答复 */
                    "Idempotent-Replayed"?: string;
                    /** @description 429、503 时为多少秒后再试 */
                    "Retry-After"?: number;
                    /** @description 401 时为 Bearer */
                    "WWW-Authenticate"?: string;
                    /** @description 请求编号 */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "mart-movements-xlsx": {
        parameters: {
            query?: {
                /** @description 北京时间的日期 */
                day?: string;
                goods_id?: string;
                kind?: "received" | "counted" | "written_off" | "handed_out" | "returned";
                source?: "purchased" | "donated";
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Excel 文件 */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": unknown;
                };
            };
            /** @description 未完成：RFC 9457 问题说明 */
            default: {
                headers: {
                    /** @description true 表示这是先前同一请求的答复 */
                    "Idempotent-Replayed"?: string;
                    /** @description 429、503 时为多少秒后再试 */
                    "Retry-After"?: number;
                    /** @description 401 时为 Bearer */
                    "WWW-Authenticate"?: string;
                    /** @description 请求编号 */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    me: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MeView"];
                };
            };
            /** @description 未完成：RFC 9457 问题说明 */
            default: {
                headers: {
                    /** @description true 表示这是先前同一请求的答复 */
                    "Idempotent-Replayed"?: string;
                    /** @description 429、503 时为多少秒后再试 */
                    "Retry-After"?: number;
                    /** @description 401 时为 Bearer */
                    "WWW-Authenticate"?: string;
                    /** @description 请求编号 */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "change-me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChangeMeInputBody"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MeView"];
                };
            };
            /** @description 未完成：RFC 9457 问题说明 */
            default: {
                headers: {
                    /** @description true 表示这是先前同一请求的答复 */
                    "Idempotent-Replayed"?: string;
                    /** @description 429、503 时为多少秒后再试 */
                    "Retry-After"?: number;
                    /** @description 401 时为 Bearer */
                    "WWW-Authenticate"?: string;
                    /** @description 请求编号 */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "my-awards": {
        parameters: {
            query?: {
                /** @description 上一页的 next_cursor */
                cursor?: string;
                /** @description 每页条数 */
                limit?: number;
                state?: "pending" | "queued" | "granted" | "refused";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageAwardView"];
                };
            };
            /** @description 未完成：RFC 9457 问题说明 */
            default: {
                headers: {
                    /** @description true 表示这是先前同一请求的答复 */
                    "Idempotent-Replayed"?: string;
                    /** @description 429、503 时为多少秒后再试 */
                    "Retry-After"?: number;
                    /** @description 401 时为 Bearer */
                    "WWW-Authenticate"?: string;
                    /** @description 请求编号 */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "cancel-me": {
        parameters: {
            query?: never;
            header: {
                /** @description 必填，16–255 个可见 ASCII 字符；同一操作重试时用同一个键 */
                "Idempotency-Key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CancelInputBody"];
            };
        };
        responses: {
            /** @description 完成 */
            200: {
                headers: {
                    "Idempotent-Replayed"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CancelledView"];
                };
            };
            /** @description 未完成：RFC 9457 问题说明 */
            default: {
                headers: {
                    /** @description true 表示这是先前同一请求的答复 */
                    "Idempotent-Replayed"?: string;
                    /** @description 429、503 时为多少秒后再试 */
                    "Retry-After"?: number;
                    /** @description 401 时为 Bearer */
                    "WWW-Authenticate"?: string;
                    /** @description 请求编号 */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    consent: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ConsentInputBody"];
            };
        };
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description 未完成：RFC 9457 问题说明 */
            default: {
                headers: {
                    /** @description true 表示这是先前同一请求的答复 */
                    "Idempotent-Replayed"?: string;
                    /** @description 429、503 时为多少秒后再试 */
                    "Retry-After"?: number;
                    /** @description 401 时为 Bearer */
                    "WWW-Authenticate"?: string;
                    /** @description 请求编号 */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "export-me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ExportView"];
                };
            };
            /** @description 未完成：RFC 9457 问题说明 */
            default: {
                headers: {
                    /** @description true 表示这是先前同一请求的答复 */
                    "Idempotent-Replayed"?: string;
                    /** @description 429、503 时为多少秒后再试 */
                    "Retry-After"?: number;
                    /** @description 401 时为 Bearer */
                    "WWW-Authenticate"?: string;
                    /** @description 请求编号 */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "change-password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PasswordInputBody"];
            };
        };
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description 未完成：RFC 9457 问题说明 */
            default: {
                headers: {
                    /** @description true 表示这是先前同一请求的答复 */
                    "Idempotent-Replayed"?: string;
                    /** @description 429、503 时为多少秒后再试 */
                    "Retry-After"?: number;
                    /** @description 401 时为 Bearer */
                    "WWW-Authenticate"?: string;
                    /** @description 请求编号 */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "my-points": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PointsView"];
                };
            };
            /** @description 未完成：RFC 9457 问题说明 */
            default: {
                headers: {
                    /** @description true 表示这是先前同一请求的答复 */
                    "Idempotent-Replayed"?: string;
                    /** @description 429、503 时为多少秒后再试 */
                    "Retry-After"?: number;
                    /** @description 401 时为 Bearer */
                    "WWW-Authenticate"?: string;
                    /** @description 请求编号 */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "my-redemptions": {
        parameters: {
            query?: {
                /** @description 上一页的 next_cursor */
                cursor?: string;
                /** @description 每页条数 */
                limit?: number;
                state?: "reserved" | "fulfilled" | "cancelled" | "expired" | "reversed";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageRedemptionView"];
                };
            };
            /** @description 未完成：RFC 9457 问题说明 */
            default: {
                headers: {
                    /** @description true 表示这是先前同一请求的答复 */
                    "Idempotent-Replayed"?: string;
                    /** @description 429、503 时为多少秒后再试 */
                    "Retry-After"?: number;
                    /** @description 401 时为 Bearer */
                    "WWW-Authenticate"?: string;
                    /** @description 请求编号 */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "my-reports": {
        parameters: {
            query?: {
                /** @description 上一页的 next_cursor */
                cursor?: string;
                /** @description 每页条数 */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageReportView"];
                };
            };
            /** @description 未完成：RFC 9457 问题说明 */
            default: {
                headers: {
                    /** @description true 表示这是先前同一请求的答复 */
                    "Idempotent-Replayed"?: string;
                    /** @description 429、503 时为多少秒后再试 */
                    "Retry-After"?: number;
                    /** @description 401 时为 Bearer */
                    "WWW-Authenticate"?: string;
                    /** @description 请求编号 */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "enrol-totp": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FactorView"];
                };
            };
            /** @description 未完成：RFC 9457 问题说明 */
            default: {
                headers: {
                    /** @description true 表示这是先前同一请求的答复 */
                    "Idempotent-Replayed"?: string;
                    /** @description 429、503 时为多少秒后再试 */
                    "Retry-After"?: number;
                    /** @description 401 时为 Bearer */
                    "WWW-Authenticate"?: string;
                    /** @description 请求编号 */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "confirm-totp": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["FactorInputBody"];
            };
        };
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description 未完成：RFC 9457 问题说明 */
            default: {
                headers: {
                    /** @description true 表示这是先前同一请求的答复 */
                    "Idempotent-Replayed"?: string;
                    /** @description 429、503 时为多少秒后再试 */
                    "Retry-After"?: number;
                    /** @description 401 时为 Bearer */
                    "WWW-Authenticate"?: string;
                    /** @description 请求编号 */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "my-transfers": {
        parameters: {
            query?: {
                /** @description 上一页的 next_cursor */
                cursor?: string;
                /** @description 每页条数 */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageTransferView"];
                };
            };
            /** @description 未完成：RFC 9457 问题说明 */
            default: {
                headers: {
                    /** @description true 表示这是先前同一请求的答复 */
                    "Idempotent-Replayed"?: string;
                    /** @description 429、503 时为多少秒后再试 */
                    "Retry-After"?: number;
                    /** @description 401 时为 Bearer */
                    "WWW-Authenticate"?: string;
                    /** @description 请求编号 */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "my-transfers-xlsx": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Excel 文件 */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": unknown;
                };
            };
            /** @description 未完成：RFC 9457 问题说明 */
            default: {
                headers: {
                    /** @description true 表示这是先前同一请求的答复 */
                    "Idempotent-Replayed"?: string;
                    /** @description 429、503 时为多少秒后再试 */
                    "Retry-After"?: number;
                    /** @description 401 时为 Bearer */
                    "WWW-Authenticate"?: string;
                    /** @description 请求编号 */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "my-transfer": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ExplainedView"];
                };
            };
            /** @description 未完成：RFC 9457 问题说明 */
            default: {
                headers: {
                    /** @description true 表示这是先前同一请求的答复 */
                    "Idempotent-Replayed"?: string;
                    /** @description 429、503 时为多少秒后再试 */
                    "Retry-After"?: number;
                    /** @description 401 时为 Bearer */
                    "WWW-Authenticate"?: string;
                    /** @description 请求编号 */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "notice.withdraw": {
        parameters: {
            query?: never;
            header: {
                /** @description 必填，16–255 个可见 ASCII 字符；同一操作重试时用同一个键 */
                "Idempotency-Key": string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["ApproveInputBody"];
            };
        };
        responses: {
            /** @description 完成 */
            200: {
                headers: {
                    "Idempotent-Replayed"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WithdrawnView"];
                };
            };
            /** @description 未完成：RFC 9457 问题说明 */
            default: {
                headers: {
                    /** @description true 表示这是先前同一请求的答复 */
                    "Idempotent-Replayed"?: string;
                    /** @description 429、503 时为多少秒后再试 */
                    "Retry-After"?: number;
                    /** @description 401 时为 Bearer */
                    "WWW-Authenticate"?: string;
                    /** @description 请求编号 */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "org-units": {
        parameters: {
            query?: {
                /** @description 上一页的 next_cursor */
                cursor?: string;
                /** @description 每页条数 */
                limit?: number;
                /** @description 上级 id；不填为市 */
                parent?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageUnitView"];
                };
            };
            /** @description 未完成：RFC 9457 问题说明 */
            default: {
                headers: {
                    /** @description true 表示这是先前同一请求的答复 */
                    "Idempotent-Replayed"?: string;
                    /** @description 429、503 时为多少秒后再试 */
                    "Retry-After"?: number;
                    /** @description 401 时为 Bearer */
                    "WWW-Authenticate"?: string;
                    /** @description 请求编号 */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "org-unit": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UnitView"];
                };
            };
            /** @description 未完成：RFC 9457 问题说明 */
            default: {
                headers: {
                    /** @description true 表示这是先前同一请求的答复 */
                    "Idempotent-Replayed"?: string;
                    /** @description 429、503 时为多少秒后再试 */
                    "Retry-After"?: number;
                    /** @description 401 时为 Bearer */
                    "WWW-Authenticate"?: string;
                    /** @description 请求编号 */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    people: {
        parameters: {
            query?: {
                /** @description 上一页的 next_cursor */
                cursor?: string;
                /** @description 每页条数 */
                limit?: number;
                org_unit_id?: string;
                /** @description 完整手机号、工作人员用户名或 id；姓名加密保存，不能模糊查找 */
                q?: string;
                role?: string;
                state?: "active" | "suspended" | "cancelled";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageCardView"];
                };
            };
            /** @description 未完成：RFC 9457 问题说明 */
            default: {
                headers: {
                    /** @description true 表示这是先前同一请求的答复 */
                    "Idempotent-Replayed"?: string;
                    /** @description 429、503 时为多少秒后再试 */
                    "Retry-After"?: number;
                    /** @description 401 时为 Bearer */
                    "WWW-Authenticate"?: string;
                    /** @description 请求编号 */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "people-xlsx": {
        parameters: {
            query?: {
                org_unit_id?: string;
                /** @description 完整手机号、工作人员用户名或 id；姓名加密保存，不能模糊查找 */
                q?: string;
                role?: string;
                state?: "active" | "suspended" | "cancelled";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Excel 文件 */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": unknown;
                };
            };
            /** @description 未完成：RFC 9457 问题说明 */
            default: {
                headers: {
                    /** @description true 表示这是先前同一请求的答复 */
                    "Idempotent-Replayed"?: string;
                    /** @description 429、503 时为多少秒后再试 */
                    "Retry-After"?: number;
                    /** @description 401 时为 Bearer */
                    "WWW-Authenticate"?: string;
                    /** @description 请求编号 */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    person: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DossierView"];
                };
            };
            /** @description 未完成：RFC 9457 问题说明 */
            default: {
                headers: {
                    /** @description true 表示这是先前同一请求的答复 */
                    "Idempotent-Replayed"?: string;
                    /** @description 429、503 时为多少秒后再试 */
                    "Retry-After"?: number;
                    /** @description 401 时为 Bearer */
                    "WWW-Authenticate"?: string;
                    /** @description 请求编号 */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "people.grant": {
        parameters: {
            query?: never;
            header: {
                /** @description 必填，16–255 个可见 ASCII 字符；同一操作重试时用同一个键 */
                "Idempotency-Key": string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["GrantInputBody"];
            };
        };
        responses: {
            /** @description 完成 */
            201: {
                headers: {
                    "Idempotent-Replayed"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GivenView"];
                };
            };
            /** @description 未完成：RFC 9457 问题说明 */
            default: {
                headers: {
                    /** @description true 表示这是先前同一请求的答复 */
                    "Idempotent-Replayed"?: string;
                    /** @description 429、503 时为多少秒后再试 */
                    "Retry-After"?: number;
                    /** @description 401 时为 Bearer */
                    "WWW-Authenticate"?: string;
                    /** @description 请求编号 */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "people.revoke": {
        parameters: {
            query?: never;
            header: {
                /** @description 必填，16–255 个可见 ASCII 字符；同一操作重试时用同一个键 */
                "Idempotency-Key": string;
            };
            path: {
                grant_id: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RevokeInputBody"];
            };
        };
        responses: {
            /** @description 完成 */
            200: {
                headers: {
                    "Idempotent-Replayed"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GivenView"];
                };
            };
            /** @description 未完成：RFC 9457 问题说明 */
            default: {
                headers: {
                    /** @description true 表示这是先前同一请求的答复 */
                    "Idempotent-Replayed"?: string;
                    /** @description 429、503 时为多少秒后再试 */
                    "Retry-After"?: number;
                    /** @description 401 时为 Bearer */
                    "WWW-Authenticate"?: string;
                    /** @description 请求编号 */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "people.unlock": {
        parameters: {
            query?: never;
            header: {
                /** @description 必填，16–255 个可见 ASCII 字符；同一操作重试时用同一个键 */
                "Idempotency-Key": string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReasonInputBody"];
            };
        };
        responses: {
            /** @description 完成 */
            200: {
                headers: {
                    "Idempotent-Replayed"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StateView"];
                };
            };
            /** @description 未完成：RFC 9457 问题说明 */
            default: {
                headers: {
                    /** @description true 表示这是先前同一请求的答复 */
                    "Idempotent-Replayed"?: string;
                    /** @description 429、503 时为多少秒后再试 */
                    "Retry-After"?: number;
                    /** @description 401 时为 Bearer */
                    "WWW-Authenticate"?: string;
                    /** @description 请求编号 */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "people.lock": {
        parameters: {
            query?: never;
            header: {
                /** @description 必填，16–255 个可见 ASCII 字符；同一操作重试时用同一个键 */
                "Idempotency-Key": string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReasonInputBody"];
            };
        };
        responses: {
            /** @description 完成 */
            200: {
                headers: {
                    "Idempotent-Replayed"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StateView"];
                };
            };
            /** @description 未完成：RFC 9457 问题说明 */
            default: {
                headers: {
                    /** @description true 表示这是先前同一请求的答复 */
                    "Idempotent-Replayed"?: string;
                    /** @description 429、503 时为多少秒后再试 */
                    "Retry-After"?: number;
                    /** @description 401 时为 Bearer */
                    "WWW-Authenticate"?: string;
                    /** @description 请求编号 */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "see-photo": {
        parameters: {
            query: {
                sign: string;
                size?: "small";
                until: number;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 照片 */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "image/jpeg": string;
                };
            };
            /** @description 未完成：RFC 9457 问题说明 */
            default: {
                headers: {
                    /** @description true 表示这是先前同一请求的答复 */
                    "Idempotent-Replayed"?: string;
                    /** @description 429、503 时为多少秒后再试 */
                    "Retry-After"?: number;
                    /** @description 401 时为 Bearer */
                    "WWW-Authenticate"?: string;
                    /** @description 请求编号 */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    reserve: {
        parameters: {
            query?: never;
            header: {
                /** @description 必填，16–255 个可见 ASCII 字符；同一操作重试时用同一个键 */
                "Idempotency-Key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReserveInputBody"];
            };
        };
        responses: {
            /** @description 完成 */
            201: {
                headers: {
                    "Idempotent-Replayed"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RedemptionView"];
                };
            };
            /** @description 未完成：RFC 9457 问题说明 */
            default: {
                headers: {
                    /** @description true 表示这是先前同一请求的答复 */
                    "Idempotent-Replayed"?: string;
                    /** @description 429、503 时为多少秒后再试 */
                    "Retry-After"?: number;
                    /** @description 401 时为 Bearer */
                    "WWW-Authenticate"?: string;
                    /** @description 请求编号 */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    redemption: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RedemptionView"];
                };
            };
            /** @description 未完成：RFC 9457 问题说明 */
            default: {
                headers: {
                    /** @description true 表示这是先前同一请求的答复 */
                    "Idempotent-Replayed"?: string;
                    /** @description 429、503 时为多少秒后再试 */
                    "Retry-After"?: number;
                    /** @description 401 时为 Bearer */
                    "WWW-Authenticate"?: string;
                    /** @description 请求编号 */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "cancel-redemption": {
        parameters: {
            query?: never;
            header: {
                /** @description 必填，16–255 个可见 ASCII 字符；同一操作重试时用同一个键 */
                "Idempotency-Key": string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["ApproveInputBody"];
            };
        };
        responses: {
            /** @description 完成 */
            200: {
                headers: {
                    "Idempotent-Replayed"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RedemptionView"];
                };
            };
            /** @description 未完成：RFC 9457 问题说明 */
            default: {
                headers: {
                    /** @description true 表示这是先前同一请求的答复 */
                    "Idempotent-Replayed"?: string;
                    /** @description 429、503 时为多少秒后再试 */
                    "Retry-After"?: number;
                    /** @description 401 时为 Bearer */
                    "WWW-Authenticate"?: string;
                    /** @description 请求编号 */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "redemption.dispute": {
        parameters: {
            query?: never;
            header: {
                /** @description 必填，16–255 个可见 ASCII 字符；同一操作重试时用同一个键 */
                "Idempotency-Key": string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["DisputeInputBody"];
            };
        };
        responses: {
            /** @description 完成 */
            200: {
                headers: {
                    "Idempotent-Replayed"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RedemptionView"];
                };
            };
            /** @description 未完成：RFC 9457 问题说明 */
            default: {
                headers: {
                    /** @description true 表示这是先前同一请求的答复 */
                    "Idempotent-Replayed"?: string;
                    /** @description 429、503 时为多少秒后再试 */
                    "Retry-After"?: number;
                    /** @description 401 时为 Bearer */
                    "WWW-Authenticate"?: string;
                    /** @description 请求编号 */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "pickup-code": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CodeOutputBody"];
                };
            };
            /** @description 未完成：RFC 9457 问题说明 */
            default: {
                headers: {
                    /** @description true 表示这是先前同一请求的答复 */
                    "Idempotent-Replayed"?: string;
                    /** @description 429、503 时为多少秒后再试 */
                    "Retry-After"?: number;
                    /** @description 401 时为 Bearer */
                    "WWW-Authenticate"?: string;
                    /** @description 请求编号 */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "redemption.reversal.propose": {
        parameters: {
            query?: never;
            header: {
                /** @description 必填，16–255 个可见 ASCII 字符；同一操作重试时用同一个键 */
                "Idempotency-Key": string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReversalInputBody"];
            };
        };
        responses: {
            /** @description 完成 */
            201: {
                headers: {
                    "Idempotent-Replayed"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReversalView"];
                };
            };
            /** @description 未完成：RFC 9457 问题说明 */
            default: {
                headers: {
                    /** @description true 表示这是先前同一请求的答复 */
                    "Idempotent-Replayed"?: string;
                    /** @description 429、503 时为多少秒后再试 */
                    "Retry-After"?: number;
                    /** @description 401 时为 Bearer */
                    "WWW-Authenticate"?: string;
                    /** @description 请求编号 */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "report-categories": {
        parameters: {
            query?: {
                /** @description 上一页的 next_cursor */
                cursor?: string;
                /** @description 每页条数 */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageCategoryView"];
                };
            };
            /** @description 未完成：RFC 9457 问题说明 */
            default: {
                headers: {
                    /** @description true 表示这是先前同一请求的答复 */
                    "Idempotent-Replayed"?: string;
                    /** @description 429、503 时为多少秒后再试 */
                    "Retry-After"?: number;
                    /** @description 401 时为 Bearer */
                    "WWW-Authenticate"?: string;
                    /** @description 请求编号 */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    reports: {
        parameters: {
            query?: {
                category?: string;
                /** @description 上一页的 next_cursor */
                cursor?: string;
                /** @description 每页条数 */
                limit?: number;
                state?: "submitted" | "accepted" | "rejected" | "merged";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageReportView"];
                };
            };
            /** @description 未完成：RFC 9457 问题说明 */
            default: {
                headers: {
                    /** @description true 表示这是先前同一请求的答复 */
                    "Idempotent-Replayed"?: string;
                    /** @description 429、503 时为多少秒后再试 */
                    "Retry-After"?: number;
                    /** @description 401 时为 Bearer */
                    "WWW-Authenticate"?: string;
                    /** @description 请求编号 */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "file-report": {
        parameters: {
            query?: never;
            header: {
                /** @description 必填，16–255 个可见 ASCII 字符；同一操作重试时用同一个键 */
                "Idempotency-Key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReportInputBody"];
            };
        };
        responses: {
            /** @description 完成 */
            201: {
                headers: {
                    "Idempotent-Replayed"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReportView"];
                };
            };
            /** @description 未完成：RFC 9457 问题说明 */
            default: {
                headers: {
                    /** @description true 表示这是先前同一请求的答复 */
                    "Idempotent-Replayed"?: string;
                    /** @description 429、503 时为多少秒后再试 */
                    "Retry-After"?: number;
                    /** @description 401 时为 Bearer */
                    "WWW-Authenticate"?: string;
                    /** @description 请求编号 */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "reports-xlsx": {
        parameters: {
            query?: {
                category?: string;
                state?: "submitted" | "accepted" | "rejected" | "merged";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Excel 文件 */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": unknown;
                };
            };
            /** @description 未完成：RFC 9457 问题说明 */
            default: {
                headers: {
                    /** @description true 表示这是先前同一请求的答复 */
                    "Idempotent-Replayed"?: string;
                    /** @description 429、503 时为多少秒后再试 */
                    "Retry-After"?: number;
                    /** @description 401 时为 Bearer */
                    "WWW-Authenticate"?: string;
                    /** @description 请求编号 */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    report: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReportView"];
                };
            };
            /** @description 未完成：RFC 9457 问题说明 */
            default: {
                headers: {
                    /** @description true 表示这是先前同一请求的答复 */
                    "Idempotent-Replayed"?: string;
                    /** @description 429、503 时为多少秒后再试 */
                    "Retry-After"?: number;
                    /** @description 401 时为 Bearer */
                    "WWW-Authenticate"?: string;
                    /** @description 请求编号 */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "report.accept": {
        parameters: {
            query?: never;
            header: {
                /** @description 必填，16–255 个可见 ASCII 字符；同一操作重试时用同一个键 */
                "Idempotency-Key": string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["DecisionInputBody"];
            };
        };
        responses: {
            /** @description 完成 */
            200: {
                headers: {
                    "Idempotent-Replayed"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReportView"];
                };
            };
            /** @description 未完成：RFC 9457 问题说明 */
            default: {
                headers: {
                    /** @description true 表示这是先前同一请求的答复 */
                    "Idempotent-Replayed"?: string;
                    /** @description 429、503 时为多少秒后再试 */
                    "Retry-After"?: number;
                    /** @description 401 时为 Bearer */
                    "WWW-Authenticate"?: string;
                    /** @description 请求编号 */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "report.merge": {
        parameters: {
            query?: never;
            header: {
                /** @description 必填，16–255 个可见 ASCII 字符；同一操作重试时用同一个键 */
                "Idempotency-Key": string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["DecisionInputBody"];
            };
        };
        responses: {
            /** @description 完成 */
            200: {
                headers: {
                    "Idempotent-Replayed"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReportView"];
                };
            };
            /** @description 未完成：RFC 9457 问题说明 */
            default: {
                headers: {
                    /** @description true 表示这是先前同一请求的答复 */
                    "Idempotent-Replayed"?: string;
                    /** @description 429、503 时为多少秒后再试 */
                    "Retry-After"?: number;
                    /** @description 401 时为 Bearer */
                    "WWW-Authenticate"?: string;
                    /** @description 请求编号 */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "report.reject": {
        parameters: {
            query?: never;
            header: {
                /** @description 必填，16–255 个可见 ASCII 字符；同一操作重试时用同一个键 */
                "Idempotency-Key": string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["DecisionInputBody"];
            };
        };
        responses: {
            /** @description 完成 */
            200: {
                headers: {
                    "Idempotent-Replayed"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReportView"];
                };
            };
            /** @description 未完成：RFC 9457 问题说明 */
            default: {
                headers: {
                    /** @description true 表示这是先前同一请求的答复 */
                    "Idempotent-Replayed"?: string;
                    /** @description 429、503 时为多少秒后再试 */
                    "Retry-After"?: number;
                    /** @description 401 时为 Bearer */
                    "WWW-Authenticate"?: string;
                    /** @description 请求编号 */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    reversals: {
        parameters: {
            query?: {
                /** @description 上一页的 next_cursor */
                cursor?: string;
                /** @description 每页条数 */
                limit?: number;
                state?: "proposed" | "approved" | "declined";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageReversalView"];
                };
            };
            /** @description 未完成：RFC 9457 问题说明 */
            default: {
                headers: {
                    /** @description true 表示这是先前同一请求的答复 */
                    "Idempotent-Replayed"?: string;
                    /** @description 429、503 时为多少秒后再试 */
                    "Retry-After"?: number;
                    /** @description 401 时为 Bearer */
                    "WWW-Authenticate"?: string;
                    /** @description 请求编号 */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "reversals-xlsx": {
        parameters: {
            query?: {
                state?: "proposed" | "approved" | "declined";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Excel 文件 */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": unknown;
                };
            };
            /** @description 未完成：RFC 9457 问题说明 */
            default: {
                headers: {
                    /** @description true 表示这是先前同一请求的答复 */
                    "Idempotent-Replayed"?: string;
                    /** @description 429、503 时为多少秒后再试 */
                    "Retry-After"?: number;
                    /** @description 401 时为 Bearer */
                    "WWW-Authenticate"?: string;
                    /** @description 请求编号 */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "redemption.reversal.approve": {
        parameters: {
            query?: never;
            header: {
                /** @description 必填，16–255 个可见 ASCII 字符；同一操作重试时用同一个键 */
                "Idempotency-Key": string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["ApproveInputBody"];
            };
        };
        responses: {
            /** @description 完成 */
            200: {
                headers: {
                    "Idempotent-Replayed"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReversalView"];
                };
            };
            /** @description 未完成：RFC 9457 问题说明 */
            default: {
                headers: {
                    /** @description true 表示这是先前同一请求的答复 */
                    "Idempotent-Replayed"?: string;
                    /** @description 429、503 时为多少秒后再试 */
                    "Retry-After"?: number;
                    /** @description 401 时为 Bearer */
                    "WWW-Authenticate"?: string;
                    /** @description 请求编号 */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "redemption.reversal.refuse": {
        parameters: {
            query?: never;
            header: {
                /** @description 必填，16–255 个可见 ASCII 字符；同一操作重试时用同一个键 */
                "Idempotency-Key": string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RefuseInputBody"];
            };
        };
        responses: {
            /** @description 完成 */
            200: {
                headers: {
                    "Idempotent-Replayed"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReversalView"];
                };
            };
            /** @description 未完成：RFC 9457 问题说明 */
            default: {
                headers: {
                    /** @description true 表示这是先前同一请求的答复 */
                    "Idempotent-Replayed"?: string;
                    /** @description 429、503 时为多少秒后再试 */
                    "Retry-After"?: number;
                    /** @description 401 时为 Bearer */
                    "WWW-Authenticate"?: string;
                    /** @description 请求编号 */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    roles: {
        parameters: {
            query?: {
                /** @description 上一页的 next_cursor */
                cursor?: string;
                /** @description 每页条数 */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageRoleWord"];
                };
            };
            /** @description 未完成：RFC 9457 问题说明 */
            default: {
                headers: {
                    /** @description true 表示这是先前同一请求的答复 */
                    "Idempotent-Replayed"?: string;
                    /** @description 429、503 时为多少秒后再试 */
                    "Retry-After"?: number;
                    /** @description 401 时为 Bearer */
                    "WWW-Authenticate"?: string;
                    /** @description 请求编号 */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    rulebook: {
        parameters: {
            query?: {
                /** @description 区县自己的积分办法；不填为全市的 */
                org_unit_id?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RulebookView"];
                };
            };
            /** @description 未完成：RFC 9457 问题说明 */
            default: {
                headers: {
                    /** @description true 表示这是先前同一请求的答复 */
                    "Idempotent-Replayed"?: string;
                    /** @description 429、503 时为多少秒后再试 */
                    "Retry-After"?: number;
                    /** @description 401 时为 Bearer */
                    "WWW-Authenticate"?: string;
                    /** @description 请求编号 */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "rulebook-versions": {
        parameters: {
            query?: {
                /** @description 上一页的 next_cursor */
                cursor?: string;
                /** @description 每页条数 */
                limit?: number;
                /** @description 某个区县的；不填为全市的和管辖范围内的 */
                org_unit_id?: string;
                state?: "proposed" | "approved" | "declined";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageVersionView"];
                };
            };
            /** @description 未完成：RFC 9457 问题说明 */
            default: {
                headers: {
                    /** @description true 表示这是先前同一请求的答复 */
                    "Idempotent-Replayed"?: string;
                    /** @description 429、503 时为多少秒后再试 */
                    "Retry-After"?: number;
                    /** @description 401 时为 Bearer */
                    "WWW-Authenticate"?: string;
                    /** @description 请求编号 */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "rulebook.propose": {
        parameters: {
            query?: never;
            header: {
                /** @description 必填，16–255 个可见 ASCII 字符；同一操作重试时用同一个键 */
                "Idempotency-Key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DraftBody"];
            };
        };
        responses: {
            /** @description 完成 */
            201: {
                headers: {
                    "Idempotent-Replayed"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["VersionDetail"];
                };
            };
            /** @description 未完成：RFC 9457 问题说明 */
            default: {
                headers: {
                    /** @description true 表示这是先前同一请求的答复 */
                    "Idempotent-Replayed"?: string;
                    /** @description 429、503 时为多少秒后再试 */
                    "Retry-After"?: number;
                    /** @description 401 时为 Bearer */
                    "WWW-Authenticate"?: string;
                    /** @description 请求编号 */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "rulebook-versions-xlsx": {
        parameters: {
            query?: {
                /** @description 某个区县的；不填为全市的和管辖范围内的 */
                org_unit_id?: string;
                state?: "proposed" | "approved" | "declined";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Excel 文件 */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": unknown;
                };
            };
            /** @description 未完成：RFC 9457 问题说明 */
            default: {
                headers: {
                    /** @description true 表示这是先前同一请求的答复 */
                    "Idempotent-Replayed"?: string;
                    /** @description 429、503 时为多少秒后再试 */
                    "Retry-After"?: number;
                    /** @description 401 时为 Bearer */
                    "WWW-Authenticate"?: string;
                    /** @description 请求编号 */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "rulebook-version": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["VersionDetail"];
                };
            };
            /** @description 未完成：RFC 9457 问题说明 */
            default: {
                headers: {
                    /** @description true 表示这是先前同一请求的答复 */
                    "Idempotent-Replayed"?: string;
                    /** @description 429、503 时为多少秒后再试 */
                    "Retry-After"?: number;
                    /** @description 401 时为 Bearer */
                    "WWW-Authenticate"?: string;
                    /** @description 请求编号 */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "rulebook.approve": {
        parameters: {
            query?: never;
            header: {
                /** @description 必填，16–255 个可见 ASCII 字符；同一操作重试时用同一个键 */
                "Idempotency-Key": string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["ApproveInputBody"];
            };
        };
        responses: {
            /** @description 完成 */
            200: {
                headers: {
                    "Idempotent-Replayed"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["VersionDetail"];
                };
            };
            /** @description 未完成：RFC 9457 问题说明 */
            default: {
                headers: {
                    /** @description true 表示这是先前同一请求的答复 */
                    "Idempotent-Replayed"?: string;
                    /** @description 429、503 时为多少秒后再试 */
                    "Retry-After"?: number;
                    /** @description 401 时为 Bearer */
                    "WWW-Authenticate"?: string;
                    /** @description 请求编号 */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "rulebook.refuse": {
        parameters: {
            query?: never;
            header: {
                /** @description 必填，16–255 个可见 ASCII 字符；同一操作重试时用同一个键 */
                "Idempotency-Key": string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RefuseInputBody"];
            };
        };
        responses: {
            /** @description 完成 */
            200: {
                headers: {
                    "Idempotent-Replayed"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["VersionDetail"];
                };
            };
            /** @description 未完成：RFC 9457 问题说明 */
            default: {
                headers: {
                    /** @description true 表示这是先前同一请求的答复 */
                    "Idempotent-Replayed"?: string;
                    /** @description 429、503 时为多少秒后再试 */
                    "Retry-After"?: number;
                    /** @description 401 时为 Bearer */
                    "WWW-Authenticate"?: string;
                    /** @description 请求编号 */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "rulebook-preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DraftBody"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PreviewOutputBody"];
                };
            };
            /** @description 未完成：RFC 9457 问题说明 */
            default: {
                headers: {
                    /** @description true 表示这是先前同一请求的答复 */
                    "Idempotent-Replayed"?: string;
                    /** @description 429、503 时为多少秒后再试 */
                    "Retry-After"?: number;
                    /** @description 401 时为 Bearer */
                    "WWW-Authenticate"?: string;
                    /** @description 请求编号 */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "people.hire": {
        parameters: {
            query?: never;
            header: {
                /** @description 必填，16–255 个可见 ASCII 字符；同一操作重试时用同一个键 */
                "Idempotency-Key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["HireInputBody"];
            };
        };
        responses: {
            /** @description 完成 */
            201: {
                headers: {
                    "Idempotent-Replayed"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HiredView"];
                };
            };
            /** @description 未完成：RFC 9457 问题说明 */
            default: {
                headers: {
                    /** @description true 表示这是先前同一请求的答复 */
                    "Idempotent-Replayed"?: string;
                    /** @description 429、503 时为多少秒后再试 */
                    "Retry-After"?: number;
                    /** @description 401 时为 Bearer */
                    "WWW-Authenticate"?: string;
                    /** @description 请求编号 */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    stations: {
        parameters: {
            query?: {
                /** @description 上一页的 next_cursor */
                cursor?: string;
                facility?: string;
                /** @description 每页条数 */
                limit?: number;
                /** @description “纬度,经度”，由近及远 */
                near?: string;
                /** @description 现在开放的都排在前面 */
                open_first?: boolean;
                /** @description 只看现在开放的 */
                open_now?: boolean;
                /** @description 只看某个组织之下的 */
                org_unit_id?: string;
                /** @description 名称、地址、设施 */
                q?: string;
                /** @description 半径，米 */
                radius_m?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PagePlaceView"];
                };
            };
            /** @description 未完成：RFC 9457 问题说明 */
            default: {
                headers: {
                    /** @description true 表示这是先前同一请求的答复 */
                    "Idempotent-Replayed"?: string;
                    /** @description 429、503 时为多少秒后再试 */
                    "Retry-After"?: number;
                    /** @description 401 时为 Bearer */
                    "WWW-Authenticate"?: string;
                    /** @description 请求编号 */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    station: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PlaceDetail"];
                };
            };
            /** @description 未完成：RFC 9457 问题说明 */
            default: {
                headers: {
                    /** @description true 表示这是先前同一请求的答复 */
                    "Idempotent-Replayed"?: string;
                    /** @description 429、503 时为多少秒后再试 */
                    "Retry-After"?: number;
                    /** @description 401 时为 Bearer */
                    "WWW-Authenticate"?: string;
                    /** @description 请求编号 */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "station.change": {
        parameters: {
            query?: never;
            header: {
                /** @description 必填，16–255 个可见 ASCII 字符；同一操作重试时用同一个键 */
                "Idempotency-Key": string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["ChangePlaceInputBody"];
            };
        };
        responses: {
            /** @description 完成 */
            200: {
                headers: {
                    "Idempotent-Replayed"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PlaceDetail"];
                };
            };
            /** @description 未完成：RFC 9457 问题说明 */
            default: {
                headers: {
                    /** @description true 表示这是先前同一请求的答复 */
                    "Idempotent-Replayed"?: string;
                    /** @description 429、503 时为多少秒后再试 */
                    "Retry-After"?: number;
                    /** @description 401 时为 Bearer */
                    "WWW-Authenticate"?: string;
                    /** @description 请求编号 */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "station-notices": {
        parameters: {
            query?: {
                /** @description 上一页的 next_cursor */
                cursor?: string;
                /** @description 每页条数 */
                limit?: number;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageHangingView"];
                };
            };
            /** @description 未完成：RFC 9457 问题说明 */
            default: {
                headers: {
                    /** @description true 表示这是先前同一请求的答复 */
                    "Idempotent-Replayed"?: string;
                    /** @description 429、503 时为多少秒后再试 */
                    "Retry-After"?: number;
                    /** @description 401 时为 Bearer */
                    "WWW-Authenticate"?: string;
                    /** @description 请求编号 */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "station.notice_post": {
        parameters: {
            query?: never;
            header: {
                /** @description 必填，16–255 个可见 ASCII 字符；同一操作重试时用同一个键 */
                "Idempotency-Key": string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NoticeInputBody"];
            };
        };
        responses: {
            /** @description 完成 */
            201: {
                headers: {
                    "Idempotent-Replayed"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HangingView"];
                };
            };
            /** @description 未完成：RFC 9457 问题说明 */
            default: {
                headers: {
                    /** @description true 表示这是先前同一请求的答复 */
                    "Idempotent-Replayed"?: string;
                    /** @description 429、503 时为多少秒后再试 */
                    "Retry-After"?: number;
                    /** @description 401 时为 Bearer */
                    "WWW-Authenticate"?: string;
                    /** @description 请求编号 */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "upload-photo": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "multipart/form-data": {
                    /**
                     * Format: binary
                     * @description JPEG、PNG 或 WebP，最大 10 MB
                     */
                    file: string;
                };
            };
        };
        responses: {
            /** @description 完成 */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UploadView"];
                };
            };
            /** @description 未完成：RFC 9457 问题说明 */
            default: {
                headers: {
                    /** @description true 表示这是先前同一请求的答复 */
                    "Idempotent-Replayed"?: string;
                    /** @description 429、503 时为多少秒后再试 */
                    "Retry-After"?: number;
                    /** @description 401 时为 Bearer */
                    "WWW-Authenticate"?: string;
                    /** @description 请求编号 */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
}
