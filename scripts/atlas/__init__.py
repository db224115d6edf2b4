"""The training-lifecycle atlas: facts in YAML, checked, rendered and published as a static site."""
