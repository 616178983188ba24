"""The demonstration: two territoires of synthetic people, real totals of Niort, a month with things to do."""
