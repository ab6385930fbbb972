"""The road from treebanks and name sets to the shipped model; never imported at run time."""
