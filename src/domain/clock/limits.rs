//! Limits that the law or a rule of the hall fixes for every item. 行政许可法 82: its days are working days.

use super::Limit;

/// 行政许可法 32.1(4): tell everything that is wanting, once.
pub const CORRECTION_NOTICE: Limit = Limit::working_days(5);
/// 行政许可法 42.1: decide after acceptance, where nothing else is laid down.
pub const DECISION: Limit = Limit::working_days(20);
/// 行政许可法 42.1: with the approval of the head of the body.
pub const DECISION_EXTENSION: Limit = Limit::working_days(10);
/// 行政许可法 42.2: 统一办理、联合办理、集中办理. Not the 45 of special procedures (domain-facts 0.3).
pub const JOINT_DECISION: Limit = Limit::working_days(45);
/// 行政许可法 42.2: with the approval of the head of the government of that level.
pub const JOINT_EXTENSION: Limit = Limit::working_days(15);
/// 行政许可法 43: the lower body examines before it reports.
pub const FIRST_EXAMINATION: Limit = Limit::working_days(20);
/// 行政许可法 44: hand over the licence after the decision.
pub const DELIVERY: Limit = Limit::working_days(10);
/// 行政许可法 47: ask for a hearing after being told of the right.
pub const HEARING_REQUEST: Limit = Limit::working_days(5);
/// 行政许可法 47: hold the hearing after it was asked for.
pub const HEARING: Limit = Limit::working_days(20);
/// 行政许可法 55: send two people to test, measure or quarantine after acceptance.
pub const INSPECTION: Limit = Limit::working_days(5);
/// 市场主体登记管理条例 19: register, where it cannot be done on the spot.
pub const REGISTRATION: Limit = Limit::working_days(3);
/// 市场主体登记管理条例 19: with the approval of the head of the registry.
pub const REGISTRATION_EXTENSION: Limit = Limit::working_days(3);
/// S145: answer a complaint that cannot be answered on the spot.
pub const COMPLAINT: Limit = Limit::working_days(3);
