"""The Word templates: what is read from pages/, styles.yaml and package/, and how it becomes WordprocessingML."""
