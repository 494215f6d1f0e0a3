"""The pack as a Word document: one framework of it, laid out on a template that people may brand."""
