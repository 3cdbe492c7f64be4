"""One-page sheets for clients and therapists, as tagged PDF."""
