"""What the pages share: the state of a visit, the caches, the frame and the parts a page is made of."""
