"""The field's words and the values everything is made of: frozen, no clock, no disk, no screen."""
