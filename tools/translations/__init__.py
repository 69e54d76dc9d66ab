"""How the texts in the plugin's code become translation files: found by reading the code, never by running it."""
