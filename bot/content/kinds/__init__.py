"""One file per kind of content: what an editor may write in it."""
