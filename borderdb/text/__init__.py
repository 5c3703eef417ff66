"""From the bytes of a page to the sentences of an article."""
