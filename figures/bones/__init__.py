"""Sculpted bones in the world frame; used only to bake the atlas."""
