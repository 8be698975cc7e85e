"""KAP Companion without a screen: vault, records, session, parts, worksheets, exchange."""
