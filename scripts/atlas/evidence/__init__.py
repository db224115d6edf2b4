"""What a figure says: figures and sources go in; quantities, shares, verdicts and words for readers come out."""
