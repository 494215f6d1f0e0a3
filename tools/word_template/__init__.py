"""The parts of the Word template: looks, the small fixed parts, and the pages."""
