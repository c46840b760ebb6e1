// Speaks MCP over its standard input and output in the form of pal-mcp-server 9.8.2, or fails in the way that its first argument names.
import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { createInterface } from 'node:readline';

const mode = process.argv[2] ?? 'good';
const list = `# Available AI Models

## Google Gemini ✅
**Status**: Configured and available

**Models**:
- \`gemini-2.5-pro\` - 1M context
  - Older Model. 1M context - Complex problems, architecture, deep analysis
  - Supports structured code generation

**Aliases**:
- \`pro2.5\` → \`gemini-2.5-pro\`

## OpenAI ❌
**Status**: Not configured (set OPENAI_API_KEY)

## OpenRouter ✅
**Status**: Configured and available
**Description**: Access to multiple cloud AI providers via unified API

**Available Models**:

*Deepseek:*
- \`deepseek/deepseek-r1-0528\` (score 81, 65K context, thinking)

## Custom/Local API ✅
**Status**: Configured and available
**Endpoint**: http://localhost:11434/v1
**Description**: Local models via Ollama, vLLM, LM Studio, etc.

**Custom Models**:
- \`local-llama\` → \`llama3.2\` (128K context)
  - Local Llama 3.2 model via custom endpoint

## Summary
**Configured Providers**: 3
**Total Available Models**: 3

**Usage Tips**:
- Use model aliases (e.g., 'flash', 'gpt5', 'opus') for convenience
`;

const send = message => process.stdout.write(JSON.stringify({ jsonrpc: '2.0', ...message }) + '\n');
const named = names => `# Available AI Models\n\n## OpenAI ✅\n**Models**:\n${names.map(name => `- \`${name}\` - 1K context\n`).join('')}\n## Summary\n`;
const answer = content => JSON.stringify({
  status: 'success', content, content_type: 'text', metadata: { tool_name: 'listmodels', configured_providers: 3 }, continuation_offer: null,
});

const texts = {
  prose: () => 'I know many models.',
  grammar: () => answer(list.replace('- 1M context', 'holds 1,048,576 tokens')),
  refused: () => JSON.stringify({ status: 'error', content: 'no', content_type: 'text' }),
  environment: () => answer(named(Object.keys(process.env).sort())),
  arguments: () => answer(named(process.argv.slice(3).concat(process.cwd()))),
};

console.error('2025-12-15 10:00:00 - INFO - Starting PAL MCP Server');
if (mode === 'exit') {
  console.error(`ValueError: no key among ${process.env.TAMMA_TEST_PAL_KEY} is right`);
  process.exit(3);
}

if (mode === 'parent') {
  const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore', detached: false });
  writeFileSync(process.argv[3], String(child.pid));
}

if (mode === 'endless') {
  for (;;) {
    await new Promise(resolve => process.stdout.write('x'.repeat(1 << 16), resolve));
  }
}

createInterface({ input: process.stdin }).on('line', line => {
  const { id, method, params } = JSON.parse(line);
  switch (method) {
    case 'initialize':
      if (mode === 'mute') {
        return;
      }

      return send({
        id,
        result: {
          protocolVersion: '2025-06-18',
          capabilities: { tools: {}, prompts: {} },
          serverInfo: { name: 'PAL', version: '9.8.2' },
        },
      });
    case 'tools/list':
      return send({
        id,
        result: {
          tools: ['chat', mode === 'other' ? 'models_of_another_name' : 'listmodels', 'version'].map(name => ({
            name, inputSchema: { type: 'object', properties: {}, required: [], additionalProperties: false }, annotations: { readOnlyHint: true },
          })),
        },
      });
    case 'tools/call':
      if (mode === 'hang' || mode === 'parent') {
        return;
      }

      if (mode === 'dies') {
        console.error('Segmentation fault');
        process.exit(139);
      }

      if (Object.keys(params.arguments ?? {}).length > 0) {
        return send({ id, error: { code: -32602, message: 'additional properties' } });
      }

      return mode === 'two'
        ? send({ id, result: { content: [{ type: 'text', text: 'a' }, { type: 'text', text: 'b' }] } })
        : send({ id, result: { content: [{ type: 'text', text: (texts[mode] ?? (() => answer(list)))() }], isError: mode === 'failing' } });
    default:
      // Some servers answer what they do not know with silence.
      if (id !== undefined && mode !== 'silent') {
        send({ id, error: { code: -32601, message: 'Method not found' } });
      }
  }
});
