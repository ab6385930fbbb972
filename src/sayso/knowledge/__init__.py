"""Knowledge as typed, validated views on the data folders; each view lives in a file of its own."""
