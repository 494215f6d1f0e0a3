"""A tender's question document -> a framework file for a person to finish."""
