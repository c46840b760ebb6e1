// The official OpenAI SDK reads our own list; prints what it understood as one line of JSON.
import OpenAI from "openai";

const [baseURL, apiKey, model, bare] = process.argv.slice(2);
const client = new OpenAI({ baseURL, apiKey, maxRetries: 0 });
const nameOf = (error) => ({ name: error.constructor.name, status: error.status ?? null, code: error.code ?? null });
const failure = async (promise) => promise.then(() => null, nameOf);
const ids = [];
for await (const listed of client.models.list()) ids.push(listed.id);
console.log(JSON.stringify({
  ids,
  retrieved: await client.models.retrieve(model),
  bare: await client.models.retrieve(bare),
  unknown: await failure(client.models.retrieve("nothing/like-it")),
  unauthorised: await failure(client.withOptions({ apiKey: "wrong" }).models.list()),
}));
