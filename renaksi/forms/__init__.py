"""Forms of the workspace and of the CMS."""
