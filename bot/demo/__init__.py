"""The bot in a simulated town: for newcomers in the browser, for scenes in the terminal."""
