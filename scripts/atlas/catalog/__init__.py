"""All records together: the folders of an atlas go in; a catalog and the hand-written pages come out."""
