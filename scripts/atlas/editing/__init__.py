"""Help for editors: the model goes in; schemas, skeletons and words for its types come out."""
