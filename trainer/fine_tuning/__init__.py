"""Fine-tuning: a pack learns from what a person reviewed, and is held against what it was."""
