"""The screens of the workspace, one function each, as values that templates only print."""
