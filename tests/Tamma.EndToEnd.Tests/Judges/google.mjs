// The official Google SDK lists models and chats; prints what it understood as one line of JSON.
import { GoogleGenAI } from "@google/genai";

const [baseUrl, apiKey, model, deprecated] = process.argv.slice(2);
const clientOf = (key) => new GoogleGenAI({ apiKey: key, vertexai: false, httpOptions: { baseUrl } });
const client = clientOf(apiKey);
const contents = "Say something.";
const weather = { name: "weather", parametersJsonSchema: { type: "object", properties: { city: { type: "string" }, days: { type: "integer" } } } };
const calling = { tools: [{ functionDeclarations: [weather] }], toolConfig: { functionCallingConfig: { mode: "ANY" } } };

async function chat(config, which = model) {
  const seen = { events: 0, text: "", thought: "", call: null, finish: null, usage: null, status: null, error: null };
  try {
    for await (const chunk of await client.models.generateContentStream({ model: which, contents, config })) {
      seen.events++;
      seen.model = chunk.modelVersion;
      for (const part of chunk.candidates?.[0]?.content?.parts ?? []) {
        if (part.thought) seen.thought += part.text;
        else seen.text += part.text ?? "";
        seen.call = part.functionCall ?? seen.call;
      }
      seen.finish = chunk.candidates?.[0]?.finishReason ?? seen.finish;
      seen.usage = chunk.usageMetadata ?? seen.usage;
      seen.status = chunk.modelStatus ?? seen.status;
    }
  } catch (error) {
    seen.error = nameOf(error);
  }
  return seen;
}

function nameOf(error) {
  return { name: error.name, status: error.status ?? null, message: String(error.message).slice(0, 400) };
}

const failure = async (promise) => promise.then(() => null, nameOf);
const faulty = (fault) => ({ httpOptions: { headers: { "x-sim-fault": fault, "x-sim-fault-after": "3" } } });
let models = 0;
for await (const _ of await client.models.list()) models++;
console.log(JSON.stringify({
  models,
  whole: (await client.models.generateContent({ model, contents })).text,
  counted: (await client.models.countTokens({ model, contents })).totalTokens,
  dimensions: (await client.models.embedContent({ model, contents: ["a river", "a stone"], config: { outputDimensionality: 8 } })).embeddings.map((one) => one.values.length),
  streamed: await chat({}),
  thought: await chat({ thinkingConfig: { includeThoughts: true } }),
  called: await chat(calling),
  old: await chat({}, deprecated),
  struck: await chat(faulty("mid_stream_error")),
  unknown: await failure(client.models.generateContent({ model: "nothing", contents })),
  unauthorised: await failure(clientOf("wrong").models.generateContent({ model, contents })),
  limited: await failure(client.models.generateContent({ model, contents, config: faulty("rate_limited") })),
}));
