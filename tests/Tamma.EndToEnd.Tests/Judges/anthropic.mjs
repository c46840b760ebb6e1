// The official Anthropic SDK lists models and chats; prints what it understood as one line of JSON.
import Anthropic from "@anthropic-ai/sdk";

const [baseURL, apiKey, model] = process.argv.slice(2);
const client = new Anthropic({ baseURL, apiKey, maxRetries: 0 });
const messages = [{ role: "user", content: "Say something." }];
const base = { model, max_tokens: 200, messages };
const tools = [{ name: "weather", input_schema: { type: "object", properties: { city: { type: "string" }, days: { type: "integer" } } } }];

async function chat(body, options) {
  const seen = { events: [], error: null };
  try {
    const stream = client.messages.stream({ ...base, ...body }, options);
    stream.on("streamEvent", (event) => seen.events.at(-1) !== event.type && seen.events.push(event.type));
    const message = await stream.finalMessage();
    seen.model = message.model;
    seen.text = message.content.filter((block) => block.type === "text").map((block) => block.text).join("");
    seen.thinking = message.content.filter((block) => block.type === "thinking").map((block) => block.thinking).join("");
    seen.call = message.content.find((block) => block.type === "tool_use") ?? null;
    seen.finish = message.stop_reason;
    seen.usage = message.usage;
  } catch (error) {
    seen.error = nameOf(error);
  }
  return seen;
}

function nameOf(error) {
  return { name: error.constructor.name, status: error.status ?? null, type: error.type ?? error.error?.error?.type ?? null };
}

const failure = async (promise) => promise.then(() => null, nameOf);
let models = 0;
for await (const _ of client.models.list()) models++;
const whole = await client.messages.create(base);
console.log(JSON.stringify({
  models,
  whole: whole.content.find((block) => block.type === "text").text,
  counted: (await client.messages.countTokens({ model, messages })).input_tokens,
  streamed: await chat({}),
  thought: await chat({ thinking: { type: "adaptive" } }),
  called: await chat({ tools, tool_choice: { type: "tool", name: "weather" } }),
  struck: await chat({}, { headers: { "x-sim-fault": "mid_stream_error", "x-sim-fault-after": "3" } }),
  unknown: await failure(client.messages.create({ ...base, model: "nothing" })),
  unauthorised: await failure(client.withOptions({ apiKey: "wrong" }).messages.create(base)),
  limited: await failure(client.messages.create(base, { headers: { "x-sim-fault": "rate_limited" } })),
  overloaded: await failure(client.messages.create(base, { headers: { "x-sim-fault": "error_before", "x-sim-fault-status": "529" } })),
  removed: await failure(client.messages.create({ ...base, temperature: 0.5 })),
}));
