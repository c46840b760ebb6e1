// Node's most used WebSocket client subscribes twice, drops half way, comes again with the position that it had; prints what it saw.
import { WebSocket } from "ws";

const [url, key, after, count, compressed] = process.argv.slice(2);
const seen = { positions: [], subscriptions: [], hello: null, extensions: null, drops: 0 };
let last = Number(after);

function once(upTo) {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(`${url}/api/v1/live${compressed === "yes" ? "?compression=true" : ""}`, "tamma.live.v1", {
      headers: { Authorization: `Bearer ${key}` },
      perMessageDeflate: compressed === "yes" ? { serverNoContextTakeover: true, clientNoContextTakeover: true, threshold: 0 } : false,
    });
    socket.on("error", reject);
    socket.on("open", () => {
      seen.extensions = socket.extensions;
      socket.send(JSON.stringify({ type: "subscribe", id: "all", filter: "type is known and cause is known", after: String(last) }));
    });
    socket.on("close", () => resolve());
    let gone = false;
    socket.on("message", (data) => {
      if (gone) return; // what was on the way when it dropped
      const message = JSON.parse(data);
      if (message.type === "hello") seen.hello = message.protocol;
      if (message.type !== "event") return;
      last = message.event.position;
      seen.positions.push(last);
      seen.subscriptions = message.subscriptions;
      if (seen.positions.length === upTo) {
        seen.drops++;
        gone = true;
        if (upTo < count) socket.terminate();
        else socket.close(1000);
      }
    });
  });
}

for (let upTo = Math.floor(count / 2); seen.positions.length < count; upTo = Number(count)) await once(upTo);
console.log(JSON.stringify(seen));
