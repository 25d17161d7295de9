//! Stub until the rules branch lands.
/// Stub.
pub struct IdProblem;
impl IdProblem {
    /** stub */
    pub fn message(&self) -> String {
        String::new()
    }
}
/// # Errors
/// stub
pub fn check_resident_id(_: &str) -> Result<(), IdProblem> {
    Ok(())
}
/// # Errors
/// stub
pub fn check_credit_code(_: &str) -> Result<(), IdProblem> {
    Ok(())
}
/// # Errors
/// stub
pub fn check_phone(_: &str) -> Result<(), IdProblem> {
    Ok(())
}
/// Stub
pub fn resident_id_so_far(_: &str) -> Option<IdProblem> { None }
