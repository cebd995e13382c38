"""The parts that screens are made of; each announces what the user did and decides nothing."""
