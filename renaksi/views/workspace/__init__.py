"""The workspace: who is not signed in never comes here (`accounts.middleware`); who may not gets 404."""
