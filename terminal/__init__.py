"""What the commands share: the session of one call, their options, printing."""
