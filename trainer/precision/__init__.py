"""The precision filter: which of a pack's hits are false, learnt from the ground inside them."""
