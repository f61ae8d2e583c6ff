"""From bytes to values with their places: opening, decoding, splitting and parsing files that nobody vouches for."""
