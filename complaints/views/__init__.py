"""The public pages of complaints, one module for each thing they show."""
