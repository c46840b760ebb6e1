// The official OpenRouter SDK lists models and chats; prints what it understood as one line of JSON.
import { OpenRouter } from "@openrouter/sdk";

const [serverURL, apiKey, model] = process.argv.slice(2);
const clientOf = (key) => new OpenRouter({ apiKey: key, serverURL, retryConfig: { strategy: "none" } });
const client = clientOf(apiKey);
const messages = [{ role: "user", content: "Say something." }];
const tools = [{ type: "function", function: { name: "weather", parameters: { type: "object", properties: { city: { type: "string" }, days: { type: "integer" } } } } }];

async function chat(body, headers) {
  const seen = { events: 0, text: "", reasoning: "", tool: "", arguments: "", finish: null, usage: null, failed: null, error: null };
  try {
    for await (const chunk of await client.chat.send({ chatRequest: { model, messages, stream: true, ...body } }, { headers })) {
      seen.events++;
      seen.model = chunk.model;
      const choice = chunk.choices[0];
      seen.text += choice?.delta?.content ?? "";
      seen.reasoning += choice?.delta?.reasoning ?? "";
      seen.tool += choice?.delta?.toolCalls?.[0]?.function?.name ?? "";
      seen.arguments += choice?.delta?.toolCalls?.[0]?.function?.arguments ?? "";
      seen.finish = choice?.finishReason ?? seen.finish;
      seen.usage = chunk.usage ?? seen.usage;
      seen.failed = chunk.error ?? seen.failed;
    }
  } catch (error) {
    seen.error = nameOf(error);
  }
  return seen;
}

function nameOf(error) {
  return { name: error.constructor.name, status: error.statusCode ?? null, message: String(error.message).slice(0, 400) };
}

const failure = async (promise) => promise.then(() => null, nameOf);
const whole = { chatRequest: { model, messages } };
let models = 0;
for await (const page of await client.models.list()) models += page.result.data.length;
console.log(JSON.stringify({
  models,
  whole: (await client.chat.send(whole)).choices[0].message.content,
  streamed: await chat({}),
  called: await chat({ tools, toolChoice: "required" }),
  struck: await chat({}, { "x-sim-fault": "mid_stream_error", "x-sim-fault-after": "3" }),
  unknown: await failure(client.chat.send({ chatRequest: { model: "no/thing", messages } })),
  unauthorised: await failure(clientOf("wrong").chat.send(whole)),
  limited: await failure(client.chat.send(whole, { headers: { "x-sim-fault": "rate_limited" } })),
}));
