"""What each space keeps: the only folder that knows SQL."""
