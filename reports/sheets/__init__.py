"""One practice on one page of paper."""
