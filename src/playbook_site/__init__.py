"""The cross-border customer-service playbook: data in YAML, a searchable site out of it."""
