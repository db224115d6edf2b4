"""The engine and what stands around it: staged pages go in; a finished site, checked and in place, comes out."""
