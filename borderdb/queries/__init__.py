"""The catalogue of canned queries: one .sql file each, on the public views alone, with a header that describes it."""
