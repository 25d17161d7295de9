//! Stub
pub mod search {
//! Stub
use crate::domain::{ids::ItemCode,item::ServiceItem};
/// S
#[derive(Debug)]
pub struct Index; /** h*/ pub struct Hit{/**c*/ pub code: ItemCode}
impl Index { /** n */ pub fn new(_:&[ServiceItem])->Self{Self} /** s */ pub fn search(&self,_:&str,_:usize)->Vec<Hit>{vec![]} }
}
