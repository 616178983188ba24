"""Rules R2–R7 as pure functions: facts in, verdicts out. No ORM, no Django, no clock."""
