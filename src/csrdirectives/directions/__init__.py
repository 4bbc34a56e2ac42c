"""Figures that turned since an earlier edition, and the sentences in every language that speak of them."""
