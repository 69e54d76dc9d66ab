"""How the three bundled packs are made again from their recipes: training, figures, cards, docs/models.md."""
