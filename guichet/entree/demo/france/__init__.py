"""All of France, invented: the size the product is built for (domaine.md §10), made by the database."""
