//! A walk at random.
