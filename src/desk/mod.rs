//! Stub; to be written.
