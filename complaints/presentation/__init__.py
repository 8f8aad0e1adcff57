"""What the pages show beside what is stored, made ready for the templates."""
