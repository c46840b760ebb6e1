// The eventsource package follows the stream; its fetch is made to break, so that it comes again by itself with Last-Event-ID. Prints what it saw.
import { EventSource } from "eventsource";

const [url, key, after, count] = process.argv.slice(2);
const seen = { positions: [], requests: [] };
const source = new EventSource(`${url}/api/v1/changes/stream?filter=${encodeURIComponent("type is known and cause is known")}&after=${after}`, {
  fetch: async (input, init) => {
    seen.requests.push(init.headers["Last-Event-ID"] ?? null);
    const abort = new AbortController();
    const response = await fetch(input, { ...init, signal: AbortSignal.any([init.signal, abort.signal].filter(Boolean)), headers: { ...init.headers, Authorization: `Bearer ${key}` } });
    if (seen.requests.length > 1) return response;

    // The first connection ends after some bytes, in the middle of an event.
    let left = 2_000;
    const cut = new TransformStream({
      transform(chunk, controller) {
        controller.enqueue(chunk.subarray(0, Math.max(0, left)));
        left -= chunk.length;
        if (left <= 0) { controller.terminate(); abort.abort(); }
      },
    });
    return { status: response.status, url: response.url, redirected: false, headers: response.headers, body: response.body.pipeThrough(cut) };
  },
});
source.addEventListener("message", (event) => {
  const happening = JSON.parse(event.data);
  seen.positions.push(happening.position);
  if (seen.positions.length === Number(count)) {
    source.close();
    process.stdout.write(JSON.stringify({ ...seen, id: event.lastEventId }), () => process.exit(0));
  }
});
process.on("unhandledRejection", () => {});
