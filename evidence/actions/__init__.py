"""Every write on proofs, one module for each step of their way."""
