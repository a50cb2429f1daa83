"""How fast the team API answers beside a view that does nothing; run by hand, no test."""
