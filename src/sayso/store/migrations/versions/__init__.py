"""One file a version of the archive's tables, in order; each stays as it was when its version was made."""
