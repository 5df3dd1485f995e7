"""A survey of how safe people feel: from single answers to the figures of areas that are kept."""
