"""Work in the background: the record's state is the truth, the queue is only a hint.

A job gets a record's id, takes a lease on the record, does one step and releases it; it can run twice
without harm. Sweeps find the records that a dead worker or a lost queue left behind.
"""
