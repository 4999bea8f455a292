"""What is to be mailed is a row first: written with the change that it tells of, sent by a worker afterwards."""
