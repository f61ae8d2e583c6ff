"""The rules, one module each, by family; none imports another and none does input or output."""
