"""Controls of our own that several pages use."""
