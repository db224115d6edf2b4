"""Tables of records, as data without HTML."""
