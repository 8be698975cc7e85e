"""Data that ships with the companion: protocols, prompts, worksheet templates, icons, fonts, examples."""
