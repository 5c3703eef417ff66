"""What a run is made of: what it is asked for, how sources are opened and read, what is gone, whether to doubt it."""
