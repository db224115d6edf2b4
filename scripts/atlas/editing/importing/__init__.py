"""Sources from elsewhere: BibTeX files, CSL-JSON files, arXiv numbers and DOIs, as records to be filled in."""
