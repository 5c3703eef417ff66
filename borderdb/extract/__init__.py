"""From the sentences of an article to places, programmes, initiatives and metrics."""
