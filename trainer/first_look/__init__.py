"""The classifier's first look: learnt from the packs that it spares work, and written into the classifier's pack."""
