"""Every page of the site: tables, charts and hand-written pages go in; pages of Markdown come out."""
