"""Rules across records: a catalog and the hand-written pages go in; problems come out."""
