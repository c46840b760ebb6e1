// The official OpenAI SDK lists models and chats; prints what it understood as one line of JSON.
import OpenAI from "openai";

const [baseURL, apiKey, model] = process.argv.slice(2);
const client = new OpenAI({ baseURL, apiKey, maxRetries: 0 });
const messages = [{ role: "user", content: "Say something." }];
const tools = [{ type: "function", function: { name: "weather", parameters: { type: "object", properties: { city: { type: "string" }, days: { type: "integer" } } } } }];
// Sixteen tokens of thought are not sent; four of the answer are.
const failing = { headers: { "x-sim-fault": "mid_stream_error", "x-sim-fault-after": "20" } };

async function chat(body, options) {
  const seen = { events: 0, text: "", tool: "", arguments: "", finish: null, usage: null, error: null };
  try {
    for await (const chunk of await client.chat.completions.create({ model, messages, stream: true, stream_options: { include_usage: true }, ...body }, options)) {
      seen.events++;
      seen.model = chunk.model;
      const choice = chunk.choices[0];
      seen.text += choice?.delta?.content ?? "";
      seen.tool += choice?.delta?.tool_calls?.[0]?.function?.name ?? "";
      seen.arguments += choice?.delta?.tool_calls?.[0]?.function?.arguments ?? "";
      seen.finish = choice?.finish_reason ?? seen.finish;
      seen.usage = chunk.usage ?? seen.usage;
    }
  } catch (error) {
    seen.error = nameOf(error);
  }
  return seen;
}

async function respond(body, options) {
  const seen = { events: [], text: "", reasoning: "", arguments: "", usage: null, error: null };
  try {
    for await (const event of await client.responses.create({ model, input: "Say something.", stream: true, ...body }, options)) {
      if (seen.events.at(-1) !== event.type) seen.events.push(event.type);
      if (event.type === "response.output_text.delta") seen.text += event.delta;
      if (event.type === "response.reasoning_summary_text.delta") seen.reasoning += event.delta;
      if (event.type === "response.function_call_arguments.delta") seen.arguments += event.delta;
      if (event.type === "response.completed") seen.usage = event.response.usage;
    }
  } catch (error) {
    seen.error = nameOf(error);
  }
  return seen;
}

function nameOf(error) {
  return { name: error.constructor.name, status: error.status ?? null, code: error.code ?? null };
}

const failure = async (promise) => promise.then(() => null, nameOf);
let models = 0;
for await (const _ of client.models.list()) models++;
const vector = (await client.embeddings.create({ model, input: "a river", dimensions: 8 })).data[0].embedding;
const flat = { type: "function", name: "weather", parameters: tools[0].function.parameters, strict: false };
const parsed = await client.responses.create({ model, input: "Say something." });
console.log(JSON.stringify({
  models,
  dimensions: vector.length,
  whole: (await client.chat.completions.create({ model, messages })).choices[0].message.content,
  streamed: await chat({}),
  called: await chat({ tools, tool_choice: "required" }),
  struck: await chat({}, failing),
  unknown: await failure(client.chat.completions.create({ model: "nothing", messages })),
  unauthorised: await failure(client.withOptions({ apiKey: "wrong" }).chat.completions.create({ model, messages })),
  limited: await failure(client.chat.completions.create({ model, messages }, { headers: { "x-sim-fault": "rate_limited" } })),
  responded: await respond({ reasoning: { summary: "auto" } }),
  respondedWhole: parsed.output_text,
  respondedCall: await respond({ tools: [flat], tool_choice: "required" }),
  respondedStruck: await respond({}, failing),
}));
