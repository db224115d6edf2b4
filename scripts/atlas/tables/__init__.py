"""Records as rows: a view of the catalog goes in; tables come out, as data without HTML."""
