//! Stub
use crate::domain::{paper::Paper,hall::Hall};
/// S
pub struct Document; 
/// S
pub fn compose(_:&Paper,_:&Hall,_:bool)->Document{Document}
/// S
pub fn plain_text(_:&Document)->String{String::new()}
