// A receiver as somebody would write it, with the official libraries; fails at random by a seed. Prints a line of JSON for each message that came.
import { createServer } from "node:http";
import { readFileSync } from "node:fs";
import { Webhook } from "standardwebhooks";
import { HTTP } from "cloudevents";

const [secretFile, seed] = process.argv.slice(2);
let state = Number(seed) >>> 0;

// mulberry32
function dice() {
  state = (state + 0x6d2b79f5) >>> 0;
  let t = state;
  t = Math.imul(t ^ (t >>> 15), t | 1);
  t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
  return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
}

createServer((request, response) => {
  const parts = [];
  request.on("data", (part) => parts.push(part));
  request.on("error", () => {});
  request.on("end", () => {
    const body = Buffer.concat(parts).toString("utf8");
    let valid = true, error = null, events = [];
    try {
      new Webhook(readFileSync(secretFile, "utf8").trim()).verify(body, request.headers);
      events = [HTTP.toEvent({ headers: request.headers, body })].flat();
      events.forEach((event) => event.validate());
    } catch (problem) {
      [valid, error] = [false, problem.message];
    }
    const luck = dice();
    const taken = luck >= 0.3;
    console.log(JSON.stringify({ id: request.headers["webhook-id"], valid, error, taken, events: events.map((event) => ({ id: event.id, position: event.position, type: event.type, subject: event.subject ?? null })) }));
    if (luck < 0.15) response.writeHead(luck < 0.05 ? 429 : 503, { "retry-after": "0" }).end("not now");
    else if (luck < 0.3) request.socket.destroy();
    else if (luck < 0.4) setTimeout(() => response.writeHead(204).end(), 40);
    else response.writeHead(204).end();
  });
}).listen(0, "127.0.0.1", function () {
  console.log(JSON.stringify({ port: this.address().port }));
});
