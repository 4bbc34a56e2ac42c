"""What must hold of a catalogue, one function a check; :data:`csrdirectives.check.CHECKS` lists them."""
