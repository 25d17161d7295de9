use super::*;

#[test]
fn the_shipped_fixtures_load_without_any_problem() {
    if let Err(problems) = load(Path::new("fixtures")) {
        panic!("{problems}");
    }
}
