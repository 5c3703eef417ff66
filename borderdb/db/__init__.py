"""The database: its schema, its connections and all writes."""
