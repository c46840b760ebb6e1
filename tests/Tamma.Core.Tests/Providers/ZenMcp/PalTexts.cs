using System.Text.Json;
using Tamma.Catalog;
using Tamma.Providers;
using Tamma.Providers.Http;
using Tamma.Providers.ZenMcp;
using Xunit;

namespace Tamma.Core.Tests.Providers.ZenMcp;

/// <summary>Texts in the form of <c>listmodels</c>, and what is read from them.</summary>
internal static class PalTexts
{
    public const string Whole = """
        # Available AI Models

        ## Google Gemini ✅
        **Status**: Configured and available

        **Models**:
        - `gemini-2.5-pro` - 1M context
          - Older Model. 1M context - Complex problems, architecture, deep analysis
          - Supports structured code generation
        - `gemini-2.5-flash` - 1M context
          - Ultra-fast (1M context) - Quick analysis
        - `gemini-x` - unknown context

        **Aliases**:
        - `flash` → `gemini-2.5-flash`
        - `flash2.5` → `gemini-2.5-flash`
        - `pro` → `gemini-3-pro-preview`

        ## OpenAI ✅
        **Status**: Configured and available

        **Models (policy restricted)**:
        - `gpt-5`
          - 400K context
          - GPT-5 (400K context, 128K output)
        - `mini` → `o4-mini`
          - 200K context
          - Fast
        - `o5-secret` *(not recognized by provider)*

        ## Azure OpenAI ✅
        **Status**: Configured and available

        **Models**:
        - `gpt-5` - 400K context

        ## X.AI (Grok) ❌
        **Status**: Not configured (set XAI_API_KEY)

        ## OpenRouter ✅
        **Status**: Configured and available
        **Description**: Access to multiple cloud AI providers via unified API

        **Available Models**:

        *Anthropic:*
        - `anthropic/claude-opus-4.5` (score 94, 200K context)
        - `sonnet` → `anthropic/claude-sonnet-4.5` (score 90, 200K context, thinking)
        *X-Ai:*
        - `x-ai/grok-9` (score 7)
        - `x-ai/tiny` (score 1, 512 context)

        ## Custom/Local API ✅
        **Status**: Configured and available
        **Endpoint**: http://localhost:11434/v1
        **Description**: Local models via Ollama, vLLM, LM Studio, etc.

        **Custom Models**:
        - `local-llama` → `llama3.2` (128K context)
          - Local Llama 3.2 model via custom endpoint
        - `mystery` → `who/knows` (? context)

        ## Summary
        **Configured Providers**: 5
        **Total Available Models**: 12

        **Usage Tips**:
        - Use model aliases (e.g., 'flash', 'gpt5', 'opus') for convenience
        """;

    public static ConnectionOptions Connection { get; } = new()
    {
        Id = "zen-mcp",
        Type = "zen_mcp",
        Provider = "zen-mcp",
        Url = new("stdio:pal-mcp-server"),
        Interval = TimeSpan.FromHours(1),
    };

    /// <summary>A text as the one provider's models.</summary>
    public static string Section(string rows) => $"# Available AI Models\n\n## OpenAI ✅\n**Status**: Configured and available\n\n{rows}\n\n## Summary\n";

    public static byte[] Answer(string content, string status = "success") => JsonSerializer.SerializeToUtf8Bytes(new Dictionary<string, object?>
    {
        ["status"] = status,
        ["content"] = content,
        ["content_type"] = "text",
        ["metadata"] = new { tool_name = "listmodels", configured_providers = 3 },
        ["continuation_offer"] = null,
    });

    public static Listing Read(byte[] answer, SourceState? previous = null, params string[] secrets) => ZenMcpListing.Read(
        Connection, secrets, new FetchResult.Body(answer, null, "application/json", Connection.Url, DateTimeOffset.UnixEpoch), previous);

    public static Listing.Complete ReadText(string content) => Assert.IsType<Listing.Complete>(Read(Answer(content)));

    public static ProviderException Fault(byte[] answer) => Assert.Throws<ProviderException>(() => Read(answer));
}
