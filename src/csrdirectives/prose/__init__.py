"""What must hold of what people write: no figure is typed, in chapters or in translations."""
