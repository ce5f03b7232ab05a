"""A live discussion: pure rules, without a clock, a store or a platform."""
