"""borderdb: China's local newspapers as a database one can question."""

__version__ = "0.1.0"
