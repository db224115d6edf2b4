"""The tables of the site, each built from the catalog, without HTML."""
