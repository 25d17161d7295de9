//! What is true of every quote.

use proptest::prelude::*;

use super::*;
use crate::domain::money::to_fen;

/// Values for an input: mostly such as fit, now and then none.
fn value(input: &FeeInput) -> BoxedStrategy<Option<String>> {
    let some = match input.kind {
        InputKind::Choice => {
            let codes: Vec<String> = input.choices.iter().map(|choice| choice.code.clone()).collect();
            proptest::sample::select(codes).boxed()
        }
        InputKind::Flag => proptest::sample::select(FLAG.map(str::to_owned).to_vec()).boxed(),
        InputKind::Integer => (0u32..40).prop_map(|n| n.to_string()).boxed(),
        InputKind::Amount => (0i64..30_000_000).prop_map(|fen| Decimal::new(fen, 2).to_string()).boxed(),
        InputKind::Rate => (0i64..60).prop_map(|n| format!("{}%", Decimal::new(n, 1))).boxed(),
        InputKind::AmountOrRate => {
            proptest::sample::select(vec!["13%".to_owned(), "1300".to_owned()]).boxed()
        }
        InputKind::Integers => proptest::collection::vec(0u32..30, 1..5)
            .prop_map(|all| all.iter().map(u32::to_string).collect::<Vec<_>>().join(","))
            .boxed(),
    };
    prop_oneof![1 => Just(None), 4 => some.prop_map(Some)].boxed()
}

fn any_quote() -> impl Strategy<Value = (FeeStandard, FeeInputs)> {
    proptest::sample::select(hall())
        .prop_flat_map(|standard| {
            let values: Vec<_> =
                standard.inputs.iter().map(|input| (Just(input.code.clone()), value(input))).collect();
            (Just(standard), values)
        })
        .prop_map(|(standard, values)| {
            let given = values.into_iter().filter_map(|(code, value)| Some((code, value?))).collect();
            (standard, given)
        })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]

    /// Every quote is its own proof, and everything else is a reason that names an input of the standard.
    #[test]
    fn a_quote_is_its_own_proof((standard, given) in any_quote()) {
        let on = standard.valid_from;
        match quote(std::slice::from_ref(&standard), &standard.code, &given, on) {
            Ok(quote) => {
                let sum: Decimal = quote.lines.iter().map(|line| line.amount).sum();
                prop_assert_eq!(sum, quote.total);
                prop_assert_eq!(to_fen(quote.exact), quote.total);
                prop_assert!(quote.total >= Decimal::ZERO);
                prop_assert!(quote.lines.iter().all(|line| line.quantity * line.rate == line.amount));
                let json = serde_json::to_string(&quote).unwrap();
                prop_assert_eq!(serde_json::from_str::<Quote>(&json).unwrap(), quote);
            }
            Err(FeeError::MissingInput { input, .. } | FeeError::BadInput { input, .. } | FeeError::Together { input, .. }) => {
                prop_assert!(standard.inputs.iter().any(|known| known.code == input));
            }
            Err(error) => prop_assert!(matches!(error, FeeError::Unregulated { .. }), "{}", error),
        }
    }

    /// Who is eased never pays more.
    #[test]
    fn a_claim_never_makes_it_dearer((standard, given) in any_quote()) {
        let claims: Vec<&str> = ["applicant", "housing", "reason", "reduction", "reduce", "wage_cap"].into();
        let mut plain = given.clone();
        plain.retain(|code, _| !claims.contains(&code.as_str()));
        let fee = |given| quote(std::slice::from_ref(&standard), &standard.code, given, standard.valid_from);
        if let (Ok(eased), Ok(full)) = (fee(&given), fee(&plain)) {
            prop_assert!(eased.total <= full.total);
        }
    }
}
