//! Worked examples of the shipped standards.

use super::*;

/// 不动产登记费, facts 3.2 and decisions of the annex.
#[test]
fn real_estate_quotes() {
    for (given, total) in [
        (&[("type", "首次登记"), ("usage", "住宅")][..], "80.00"),
        (&[("type", "转移登记"), ("usage", "非住宅"), ("certificates", "2")], "560.00"),
        (&[("type", "转移登记"), ("usage", "住宅"), ("units", "2"), ("certificates", "3")], "170.00"),
        (&[("type", "转移登记"), ("usage", "住宅"), ("units", "3"), ("certificates", "1")], "240.00"),
        (&[("type", "抵押权登记"), ("usage", "非住宅")], "550.00"),
        (&[("type", "抵押权登记"), ("usage", "非住宅"), ("units", "2")], "1100.00"),
        (&[("type", "首次登记"), ("usage", "车库"), ("standalone_certificate", "true")], "80.00"),
        (&[("type", "首次登记"), ("usage", "车库"), ("standalone_certificate", "false")], "0.00"),
        (&[("type", "异议登记"), ("usage", "住宅")], "40.00"),
        (&[("type", "异议登记"), ("usage", "非住宅")], "275.00"),
        (&[("type", "首次登记"), ("usage", "宅基地使用权及房屋")], "10.00"),
        (&[("type", "补证换证"), ("certificates", "2")], "20.00"),
        (&[("type", "转移登记"), ("relation", "夫妻间权利人变更")], "10.00"),
        (&[("type", "变更登记"), ("relation", "夫妻间权利人变更"), ("certificates", "2")], "20.00"),
        (&[("type", "变更登记")], "0.00"),
        (&[("type", "更正登记")], "0.00"),
        (&[("type", "查封登记")], "0.00"),
        (&[("type", "注销登记")], "0.00"),
        (&[("type", "预告登记")], "0.00"),
        (&[("type", "因登记机构错误导致的更正登记")], "0.00"),
        (&[("type", "转移登记"), ("usage", "耕地承包经营权")], "0.00"),
        (&[("type", "首次登记"), ("usage", "森林林木")], "0.00"),
        (&[("type", "首次登记"), ("usage", "国有农用地")], "0.00"),
        (&[("type", "首次登记"), ("usage", "非住宅"), ("applicant", "小微企业")], "0.00"),
        (&[("type", "首次登记"), ("usage", "非住宅"), ("applicant", "个体工商户")], "0.00"),
        (&[("type", "转移登记"), ("usage", "住宅"), ("housing", "公共租赁住房")], "0.00"),
        (&[("type", "转移登记"), ("usage", "住宅"), ("reason", "易地扶贫搬迁")], "0.00"),
    ] {
        assert_eq!(shipped("real-estate.registration", given), total, "{given:?}");
    }
}

/// 同宗地多抵押物、一笔贷款为一件; otherwise as many as there are pieces of security, or loans.
#[test]
fn a_mortgage_is_counted_by_parcel_and_loan() {
    for (collaterals, parcels, loans, total) in [
        ("5", "1", "1", "80.00"),
        ("5", "2", "1", "400.00"),
        ("2", "1", "3", "240.00"),
        ("1", "1", "1", "80.00"),
    ] {
        let given = [
            ("type", "抵押权登记"),
            ("usage", "住宅"),
            ("collaterals", collaterals),
            ("parcels", parcels),
            ("loans", loans),
        ];
        assert_eq!(shipped("real-estate.registration", &given), total, "{given:?}");
    }
    let given = [("type", "抵押权登记"), ("usage", "住宅"), ("collaterals", "5")];
    assert_eq!(shipped("real-estate.registration", &given), "缺少“宗地数（parcels）”，请填写后再计费");
}

#[test]
fn an_exemption_shows_what_it_takes_off_and_the_evidence() {
    let given = [("type", "首次登记"), ("usage", "非住宅"), ("certificates", "2"), ("applicant", "小微企业")];
    let quote = estate(&given);
    assert_eq!(quote.total.to_string(), "0.00");
    assert_eq!(quote.in_words, "零元整");
    assert_eq!(quote.exempted.as_deref(), Some("小微企业（含个体工商户）免收（凭营业执照及小微企业声明）"));
    let labels: Vec<&str> = quote.lines.iter().map(|line| line.label.as_str()).collect();
    assert_eq!(labels[0], "登记费");
    assert_eq!(labels[2], "小微企业（含个体工商户）免收：登记费");
    assert_eq!(quote.lines[2].amount, Decimal::from(-550));
    assert_eq!(estate(&[("type", "变更登记")]).exempted, None);
}

#[test]
fn what_the_standard_leaves_open_is_not_charged() {
    let given = [("type", "抵押权登记"), ("usage", "宅基地使用权及房屋")];
    let error = asked(&hall(), "real-estate.registration", &given).unwrap_err();
    assert!(matches!(&error, FeeError::Together { input, .. } if input == "usage"), "{error}");
}

/// Facts 3.3 (居民身份证), 3.4 (出入境), 3.5 (机动车牌证).
#[test]
fn cards_passports_and_plates() {
    for (code, given, total) in [
        ("id-card", &[("type", "首次申领")][..], "0.00"),
        ("id-card", &[("type", "首次申领"), ("with_temp", "true")], "10.00"),
        ("id-card", &[("type", "到期换领")], "20.00"),
        ("id-card", &[("type", "丢失补领"), ("with_temp", "true")], "50.00"),
        ("id-card", &[("type", "损坏换领")], "40.00"),
        ("id-card", &[("type", "临时居民身份证")], "10.00"),
        ("id-card", &[("type", "到期换领"), ("applicant", "城市低保对象")], "0.00"),
        ("id-card", &[("type", "到期换领"), ("with_temp", "true"), ("applicant", "农村特困人员")], "10.00"),
        ("id-card", &[("type", "丢失补领"), ("applicant", "城市低保对象")], "40.00"),
        ("exit-entry", &[("kind", "普通护照"), ("qty", "1")], "120.00"),
        ("exit-entry", &[("kind", "护照加注(每项)"), ("qty", "3")], "60.00"),
        ("exit-entry", &[("kind", "往来港澳签注三年(含)以上多次"), ("qty", "1")], "240.00"),
        ("exit-entry", &[("kind", "外国人居留许可三年至五年"), ("qty", "2")], "2000.00"),
        ("vehicle-plate", &[("kind", "汽车反光号牌(副)"), ("qty", "1")], "100.00"),
        ("vehicle-plate", &[("kind", "摩托车反光号牌(副)"), ("qty", "2")], "70.00"),
    ] {
        assert_eq!(shipped(code, given), total, "{code} {given:?}");
    }
    let plate = inputs(&[("kind", "摩托车反光号牌(副)"), ("qty", "1")]);
    let before = quote(&hall(), &"vehicle-plate".into(), &plate, date(2019, 12, 31)).unwrap();
    assert_eq!(before.total.to_string(), "70.00", "until 2019-12-31");
}

/// Facts 3.12 (商标) and 3.13 (专利).
#[test]
fn trademarks_and_patents() {
    for (code, given, total) in [
        ("trademark.application", &[("goods_per_class", "10")][..], "300.00"),
        // 2 classes × 300 + 2 goods beyond ten × 30
        ("trademark.application", &[("goods_per_class", "12,8")], "660.00"),
        // 2 × 270 + (2 + 5) × 27
        ("trademark.application", &[("goods_per_class", "12,15"), ("electronic", "true")], "729.00"),
        ("trademark.other", &[("kind", "续展"), ("electronic", "true"), ("classes", "2")], "900.00"),
        ("trademark.other", &[("kind", "变更"), ("electronic", "true"), ("classes", "1")], "0.00"),
        ("trademark.other", &[("kind", "变更"), ("electronic", "false"), ("classes", "1")], "150.00"),
        ("trademark.other", &[("kind", "集体商标"), ("classes", "1")], "1500.00"),
        ("patent.application", &[("kind", "发明申请"), ("claims", "10"), ("pages", "30")], "950.00"),
        // 900 + 50 + 2 × 150 + 270 × 50 + 1 × 100
        ("patent.application", &[("kind", "发明申请"), ("claims", "12"), ("pages", "301")], "14850.00"),
        (
            "patent.application",
            // 900 × 15% + 50 + 150: neither printing nor surcharge is reduced
            &[("kind", "发明申请"), ("claims", "11"), ("pages", "1"), ("reduction", "单一申请人85%")],
            "335.00",
        ),
        ("patent.application", &[("kind", "发明实质审查费"), ("reduction", "共同申请人70%")], "750.00"),
        ("patent.application", &[("kind", "实用新型申请费"), ("reduction", "单一申请人85%")], "75.00"),
        ("patent.application", &[("kind", "优先权要求费"), ("count", "2")], "160.00"),
        ("patent.annual", &[("kind", "发明"), ("year", "3")], "900.00"),
        ("patent.annual", &[("kind", "发明"), ("year", "4")], "1200.00"),
        ("patent.annual", &[("kind", "发明"), ("year", "20")], "8000.00"),
        ("patent.annual", &[("kind", "外观设计"), ("year", "9"), ("reduction", "85%")], "300.00"),
        ("patent.annual", &[("kind", "实用新型"), ("year", "5"), ("reduction", "70%")], "270.00"),
    ] {
        assert_eq!(shipped(code, given), total, "{code} {given:?}");
    }
    let beyond = shipped("patent.annual", &[("kind", "外观设计"), ("year", "11")]);
    assert!(beyond.contains("年度（year）") && beyond.contains("第十年"), "{beyond}");
    let beyond = shipped("patent.annual", &[("kind", "发明"), ("year", "21")]);
    assert!(beyond.contains("年度（year）"), "{beyond}");
}

/// Facts 3.16 (契税) and 3.17 (车辆购置税).
#[test]
fn taxes() {
    let deed = |homes, area, rate| {
        let mut given = vec![("price", "1000000"), ("homes", homes)];
        given.extend((!str::is_empty(area)).then_some(("area", area)));
        given.extend((!str::is_empty(rate)).then_some(("province_rate", rate)));
        shipped("deed-tax.purchase", &given)
    };
    assert_eq!(deed("家庭唯一住房", "140", ""), "10000.00");
    assert_eq!(deed("家庭唯一住房", "140.01", ""), "15000.00");
    assert_eq!(deed("家庭第二套", "140", ""), "10000.00");
    assert_eq!(deed("家庭第二套", "141", "3%"), "20000.00");
    assert_eq!(deed("第三套及以上", "141", "3%"), "30000.00");
    assert_eq!(deed("第三套及以上", "", "4.5%"), "45000.00");
    assert!(deed("第三套及以上", "", "").contains("province_rate"));
    for (rate, reason) in [("2.9%", "不能少于3%"), ("6%", "不能超过5%"), ("0.03", "应为百分数")]
    {
        assert!(deed("第三套及以上", "", rate).contains(reason), "{rate}");
    }
    let exchange =
        |a, b| shipped("deed-tax.exchange", &[("a_price", a), ("b_price", b), ("province_rate", "3%")]);
    assert_eq!(exchange("800000", "1000000"), "6000.00");
    assert_eq!(exchange("1000000", "800000"), "6000.00");
    assert_eq!(exchange("1", "1"), "0.00");
}

#[test]
fn the_price_of_a_car_is_given_one_way() {
    let tax = |given: &[(&str, &str)]| shipped("vehicle-purchase-tax", given);
    assert_eq!(tax(&[("price_ex_vat", "100000")]), "10000.00");
    assert_eq!(tax(&[("invoice_incl_vat", "113000"), ("vat", "13%")]), "10000.00");
    assert_eq!(tax(&[("invoice_incl_vat", "113000"), ("vat", "13000")]), "10000.00");
    // 100000 / 1.13 = 88495.5752…
    assert_eq!(tax(&[("invoice_incl_vat", "100000"), ("vat", "13%")]), "8849.56");
    for (given, named) in [
        (&[][..], "invoice_incl_vat"),
        (&[("price_ex_vat", "1"), ("invoice_incl_vat", "1"), ("vat", "13%")], "invoice_incl_vat"),
        (&[("invoice_incl_vat", "100")], "（vat）"),
        (&[("invoice_incl_vat", "100"), ("vat", "100")], "（vat）"),
        (&[("invoice_incl_vat", "100"), ("vat", "101%")], "（vat）"),
        (&[("price_ex_vat", "-1")], "（price_ex_vat）"),
    ] {
        let said = tax(given);
        assert!(said.contains(named) && !said.starts_with(|c: char| c.is_ascii_digit()), "{given:?}: {said}");
    }
}

/// 2024–25 exempt up to 30000, 2026–27 half and at most 15000 off.
#[test]
fn a_new_energy_car_is_eased_up_to_a_limit() {
    let standards = hall();
    let tax = |price: &str, on| {
        let given = inputs(&[("price_ex_vat", price), ("nev", "true")]);
        quote(&standards, &"vehicle-purchase-tax".into(), &given, on).unwrap().total.to_string()
    };
    assert_eq!(tax("300000", date(2025, 12, 31)), "0.00");
    assert_eq!(tax("400000", date(2025, 12, 31)), "10000.00");
    assert_eq!(tax("300000", date(2026, 1, 1)), "15000.00");
    assert_eq!(tax("400000", date(2027, 12, 31)), "25000.00");
    let after = inputs(&[("price_ex_vat", "1")]);
    let error = quote(&standards, &"vehicle-purchase-tax".into(), &after, date(2028, 1, 1)).unwrap_err();
    assert!(matches!(error, FeeError::NotInForce { .. }), "{error}");
}

/// Facts 3.18.
#[test]
fn the_disabled_workers_levy() {
    let levy = |staff, disabled, wage, cap: &str| {
        let mut given = vec![("staff", staff), ("disabled", disabled), ("avg_wage", wage), ("ratio", "1.5%")];
        given.extend((!cap.is_empty()).then_some(("wage_cap", cap)));
        shipped("disabled-employment-fund", &given)
    };
    // (100 × 1.5% − 1) × 60000 = 30000; 1% is reached, half is paid
    assert_eq!(levy("100", "1", "60000", ""), "15000.00");
    // 1.5 × 60000 × 90%
    assert_eq!(levy("100", "0", "60000", ""), "81000.00");
    assert_eq!(levy("100", "0", "60000", "50000"), "67500.00");
    assert_eq!(levy("100", "0", "60000", "70000"), "81000.00");
    assert_eq!(levy("100", "2", "60000", ""), "0.00");
    assert_eq!(levy("30", "0", "60000", ""), "0.00");
    // 31 × 1.5% = 0.465
    assert_eq!(levy("31", "0", "100000", ""), "41850.00");
    assert!(levy("100", "101", "60000", "").contains("（disabled）"));
}

/// Facts 3.8 to 3.10, 3.14, 3.15, 3.19.
#[test]
fn land_roads_waves_and_water() {
    for (code, given, total) in [
        ("civil-defence", &[("should_build_m2", "100"), ("rate", "1500")][..], "150000.00"),
        (
            "civil-defence",
            &[("should_build_m2", "100"), ("rate", "1500"), ("reduce", "新建学校教学楼（减半）")],
            "75000.00",
        ),
        (
            "civil-defence",
            &[("should_build_m2", "100"), ("rate", "1500"), ("reduce", "易地扶贫搬迁项目（免收）")],
            "0.00",
        ),
        (
            "civil-defence",
            &[("should_build_m2", "100"), ("rate", "1500"), ("reduce", "非营利性养老和医疗机构（免收）")],
            "0.00",
        ),
        ("soil-water.area", &[("area_m2", "100.2"), ("rate", "1.5")], "151.50"),
        ("soil-water.quarry", &[("m3", "100.2"), ("rate", "1.5")], "150.30"),
        ("forest-restoration", &[("kind", "乔木林地"), ("m2", "100")], "1500.00"),
        ("forest-restoration", &[("kind", "灌木林地"), ("m2", "100"), ("public_welfare", "true")], "1800.00"),
        (
            "forest-restoration",
            &[("kind", "宜林地"), ("m2", "100"), ("urban", "true"), ("operational", "true")],
            "900.00",
        ),
        (
            "forest-restoration",
            &[("kind", "宜林地"), ("m2", "100"), ("public_welfare", "true"), ("operational", "true")],
            "1800.00",
        ),
        (
            "road-occupation",
            &[("area", "市州"), ("kind", "建设工程"), ("m2", "10.2"), ("days", "3")],
            "22.95",
        ),
        ("road-occupation", &[("area", "县市"), ("kind", "其他"), ("m2", "10"), ("days", "3")], "30.00"),
        ("radio-spectrum", &[("kind", "1000MHz以下固定电台"), ("freq_points", "3")], "3000.00"),
        ("radio-spectrum", &[("kind", "集群(地市范围)"), ("freq_points", "3")], "6000.00"),
        ("radio-spectrum", &[("kind", "移动电台"), ("units", "4")], "400.00"),
        ("radio-spectrum", &[("kind", "微波站<10GHz(发射)"), ("stations", "2"), ("mhz", "28")], "2240.00"),
        ("radio-spectrum", &[("kind", "微波站≥10GHz(发射)"), ("mhz", "28")], "560.00"),
        ("radio-spectrum", &[("kind", "地球站(发射)"), ("mhz", "36")], "9000.00"),
        ("sewage", &[("user", "居民"), ("m3", "10")], "9.50"),
        ("sewage", &[("user", "非居民"), ("m3", "10")], "14.00"),
    ] {
        assert_eq!(shipped(code, given), total, "{code} {given:?}");
    }
    assert!(shipped("soil-water.area", &[("area_m2", "1"), ("rate", "1.8")]).contains("（rate）"));
    assert!(shipped("radio-spectrum", &[("kind", "移动电台")]).contains("（units）"));
}

#[test]
fn free_by_law_is_nought_with_its_basis() {
    for code in [
        "food-licence",
        "public-place-hygiene",
        "road-freight",
        "enterprise-registration",
        "self-employed-registration",
        "marriage-registration",
        "application-form",
        "licensing-hearing",
        "administrative-review",
        "sewage-permit",
        "residence-permit.first",
        "residence-permit.endorsement",
    ] {
        let quote = asked(&hall(), code, &[]).unwrap();
        assert_eq!(quote.total.to_string(), "0.00");
        assert!(quote.lines.is_empty() && !quote.basis.is_empty(), "{code}");
    }
    assert_eq!(shipped("social-card.replacement", &[("reason", "lost")]), "20.00");
    assert_eq!(shipped("residence-permit.replacement", &[("reason", "lost")]), "10.00");
}
