"""Ray casting, shading and ink of the atlas layers; used only to bake."""
