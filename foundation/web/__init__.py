"""What every page of a site needs: a request id, pages of long lists, the page for an error."""
