"""From a monthly file to lines with their verdicts: reading, matching, staging, checks."""
