"""All pages of the site, from records, tables and hand-written files."""
