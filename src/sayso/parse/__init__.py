"""The language model: a text and its blocks in, a frozen Doc out, by NumPy, ONNX Runtime and word pieces."""

from sayso.parse.parser import Parser, load

__all__ = ["Parser", "load"]
