// Shows what is being made as soon as it is there: asks this address until it no longer answers "accepted".
const SECONDS = 2;
const MOST = 60;

async function ask(left) {
  if (!document.hidden) {
    const answer = await fetch(location.href, { method: "HEAD" }).catch(() => null);
    if (answer && answer.status !== 202) return location.reload();
  }
  if (left) setTimeout(ask, SECONDS * 1000, left - 1);
}

setTimeout(ask, SECONDS * 1000, MOST);
