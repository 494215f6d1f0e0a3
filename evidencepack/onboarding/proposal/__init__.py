"""From spreadsheets nobody has mapped to a service folder: what each seems to be, and how sure."""
