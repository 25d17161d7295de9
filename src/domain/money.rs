//! Stub until the rules branch lands.
