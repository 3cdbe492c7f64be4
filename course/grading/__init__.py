"""Class work: an assignment from a plan, and marks for what comes back."""
