"""Muscle bellies authored from their attachments; used only to bake the atlas."""
