"""Judge a file: findings, rules, fixes, the baseline, what would be if."""
