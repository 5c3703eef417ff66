"""The reference data of `seeds/`, checked and indexed."""
