"""Text to records: the bytes of a file go in; a record with a place for every value, or problems, come out."""
