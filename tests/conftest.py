"""The cast: ana has the case, ben is another volunteer, cleo has an account but no role."""
