"""The dock, its map tools and the background tasks: they show state and pass on what the user wants."""
