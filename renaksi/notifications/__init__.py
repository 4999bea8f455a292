"""Who is told what, and when: notices are written with the change, mails are made of them."""
