"""Programs for whoever maintains the data; a running bot needs none of them."""
