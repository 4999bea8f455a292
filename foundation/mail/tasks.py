from django.utils import timezone
from django_tasks import task

from foundation.jobs.queue import BACKGROUND
from foundation.mail.sending import send_mail


# Somebody waits for it: before previews and documents, which take their time.
@task(backend=BACKGROUND, priority=50)
def send_queued_mail(pk: int) -> None:
    send_mail(pk=pk, now=timezone.now())
