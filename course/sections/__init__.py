"""One module for each part of a lesson; every function gives the cells of one section."""
