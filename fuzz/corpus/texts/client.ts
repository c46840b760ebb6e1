const chat = new ChatOpenAI({ modelName: 'gpt-5-mini', temperature: 0 });
const other = anthropic("claude-opus-4-8") ?? google(`models/gemini-3-pro`);
export const defaultModel: string = "o1";
type Model = "command" | 'o1';
const body = "{\"model\": \"openrouter/anthropic/claude-opus-4.8\"}";
const isNew = model == "o1" ? "don't" : 'won"t';
