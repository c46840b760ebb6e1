// The official Anthropic SDK reads our own list, two at a time; prints what it understood as one line of JSON.
import Anthropic from "@anthropic-ai/sdk";

const [baseURL, apiKey, model] = process.argv.slice(2);
const client = new Anthropic({ baseURL, apiKey, maxRetries: 0 });
const nameOf = (error) => ({ name: error.constructor.name, status: error.status ?? null, type: error.type ?? error.error?.error?.type ?? null });
const ids = [];
for await (const listed of client.models.list({ limit: 2 })) ids.push(listed.id);
const page = await client.models.list({ limit: 2 });
console.log(JSON.stringify({
  ids,
  first: page.data.length,
  retrieved: await client.models.retrieve(model),
  unknown: await client.models.retrieve("nothing/like-it").then(() => null, nameOf),
}));
