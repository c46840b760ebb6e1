// The official Ollama SDK lists models and chats; prints what it understood as one line of JSON.
import { Ollama } from "ollama";

const [host, apiKey, model] = process.argv.slice(2);
const clientOf = (key, headers) => new Ollama({ host, headers: { Authorization: `Bearer ${key}`, ...headers } });
const client = clientOf(apiKey);
const messages = [{ role: "user", content: "Say something." }];
const tools = [{ type: "function", function: { name: "weather", description: "", parameters: { type: "object", properties: { city: { type: "string" }, days: { type: "integer" } } } } }];

async function chat(body, on = client) {
  const seen = { events: 0, text: "", thinking: "", call: null, last: null, error: null };
  try {
    for await (const line of await on.chat({ model, messages, stream: true, ...body })) {
      seen.events++;
      seen.text += line.message.content;
      seen.thinking += line.message.thinking ?? "";
      seen.call = line.message.tool_calls?.[0]?.function ?? seen.call;
      if (line.done) seen.last = line;
    }
  } catch (error) {
    seen.error = nameOf(error);
  }
  return seen;
}

function nameOf(error) {
  return { name: error.constructor.name, status: error.status_code ?? null, message: error.message };
}

const failure = async (promise) => promise.then(() => null, nameOf);
let generated = "";
for await (const line of await client.generate({ model, prompt: "Say something.", stream: true, think: false })) generated += line.response;
const vectors = (await client.embed({ model, input: ["a river", "a stone"], dimensions: 8 })).embeddings;
console.log(JSON.stringify({
  models: (await client.list()).models.length,
  whole: (await client.chat({ model, messages, think: false })).message.content,
  generated,
  dimensions: vectors.map((vector) => vector.length),
  streamed: await chat({ think: false }),
  thought: await chat({ think: true }),
  called: await chat({ tools, messages: [{ role: "user", content: "Use the weather tool." }] }),
  struck: await chat({}, clientOf(apiKey, { "x-sim-fault": "mid_stream_error", "x-sim-fault-after": "3" })),
  unknown: await failure(client.chat({ model: "nothing", messages })),
  unauthorised: await failure(clientOf("wrong").chat({ model, messages })),
}));
