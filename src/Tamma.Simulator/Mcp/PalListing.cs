using System.Globalization;
using System.Text;
using Tamma.Simulator.Generation;
using Tamma.Simulator.Worlds;

namespace Tamma.Simulator.Mcp;

/// <summary>The markdown of PAL's listmodels, with each of the five kinds of row that it writes.</summary>
internal static class PalListing
{
    /// <summary>How many sections have a tick.</summary>
    public const int Configured = 4;

    private const int Rows = 23;

    public static string Text { get; } = Compose();

    private static string Compose()
    {
        var text = new StringBuilder("# Available AI Models\n\n");
        AddNative(text, "Google Gemini", [.. Of("tessellate").Take(5)], "mosaic");
        AddRestricted(text, "OpenAI", [.. Of("aurora").Take(4)]);
        AddMissing(text, "Azure OpenAI", "AZURE_OPENAI_API_KEY");
        AddMissing(text, "X.AI (Grok)", "XAI_API_KEY");
        AddMissing(text, "AI DIAL", "DIAL_API_KEY");
        AddRouted(text, [.. Of("fjordwerk").Take(4), .. Of("basalt-labs").Take(4), .. Of("halcyon").Take(3)]);
        AddCustom(text);
        AddSummary(text);
        return text.ToString();
    }

    /// <summary>Rows one and three: an id with its context, what it is for, and the aliases apart from it.</summary>
    private static void AddNative(StringBuilder text, string name, IReadOnlyList<WorldModel> models, string alias)
    {
        AddHead(text, name).Append("\n**Models**:\n");
        foreach (var (number, model) in models.Index())
        {
            // The last one is of a length that nobody wrote down.
            var context = number == models.Count - 1 ? "unknown" : ContextOf(model);
            text.Append(CultureInfo.InvariantCulture, $"- `{model.Id}` - {context} context\n  - {model.Name}. {context} context - Complex problems, architecture, deep analysis\n");
            if (model.StructuredOutput == true)
            {
                text.Append("  - Supports structured code generation\n");
            }
        }

        text.Append(CultureInfo.InvariantCulture, $"\n**Aliases**:\n- `{alias}` → `{models[0].Id}`\n- `{alias}-quick` → `{models[1].Id}`\n\n");
    }

    /// <summary>Row two: what the owner's list of allowed names leaves, with names that nothing has.</summary>
    private static void AddRestricted(StringBuilder text, string name, IReadOnlyList<WorldModel> models)
    {
        AddHead(text, name).Append("\n**Models (policy restricted)**:\n");
        foreach (var model in models)
        {
            text.Append(CultureInfo.InvariantCulture, $"- `{model.Id}`\n  - {ContextOf(model)} context\n  - {model.Name} for general use\n");
        }

        text.Append(CultureInfo.InvariantCulture, $"- `small` → `{models[1].Id}`\n  - {ContextOf(models[1])} context\n  - {models[1].Name} for general use\n- `borealis-99` *(not recognized by provider)*\n\n");
    }

    private static void AddMissing(StringBuilder text, string name, string variable) =>
        text.Append(CultureInfo.InvariantCulture, $"## {name} ❌\n**Status**: Not configured (set {variable})\n\n");

    /// <summary>Row four: an id, sometimes with the one it leads to, a score, and rounded facts.</summary>
    private static void AddRouted(StringBuilder text, IReadOnlyList<WorldModel> models)
    {
        AddHead(text, "OpenRouter").Append("**Description**: Access to multiple cloud AI providers via unified API\n\n**Available Models**:\n\n");
        var number = 0;
        foreach (var vendor in models.GroupBy(model => model.Provider, StringComparer.Ordinal))
        {
            text.Append(CultureInfo.InvariantCulture, $"*{CultureInfo.InvariantCulture.TextInfo.ToTitleCase(vendor.Key)}:*\n");
            foreach (var model in vendor)
            {
                var facts = number % 5 == 4 ? "" : $", {ContextOf(model)} context{(model.Reasoning == true ? ", thinking" : "")}";
                var target = number % 6 == 5 ? $" → `{vendor.Key}/{model.Id}-latest`" : "";
                text.Append(CultureInfo.InvariantCulture, $"- `{vendor.Key}/{model.Id}`{target} (score {94 - (number * 3)}{facts})\n");
                number++;
            }
        }

        text.Append('\n');
    }

    /// <summary>Row five: a name of the owner's and the model behind it.</summary>
    private static void AddCustom(StringBuilder text) => AddHead(text, "Custom/Local API").Append(
        """
        **Endpoint**: http://localhost:11434/v1
        **Description**: Local models via Ollama, vLLM, LM Studio, etc.

        **Custom Models**:
        - `local-holm` → `holm:8b` (128K context)
          - Holm 4 8B via a custom endpoint
        - `local-scoria` → `scoria:8b` (? context)


        """);

    private static void AddSummary(StringBuilder text) => text.Append(CultureInfo.InvariantCulture, $"""
        ## Summary
        **Configured Providers**: {Configured}
        **Total Available Models**: {Rows}

        **Usage Tips**:
        - Use model aliases (e.g., 'mosaic', 'small') for convenience
        - In auto mode, the CLI Agent will select the best model for each task
        - Custom models are only available when CUSTOM_API_URL is set
        """);

    private static StringBuilder AddHead(StringBuilder text, string name) =>
        text.Append(CultureInfo.InvariantCulture, $"## {name} ✅\n**Status**: Configured and available\n");

    private static IEnumerable<WorldModel> Of(string lab) => DemoCatalog.Models.Where(model => model.Provider == lab);

    /// <summary>Rounded down, so that 65536 is 65K and 1048576 is 1M.</summary>
    private static string ContextOf(WorldModel model) => model.Limit?.Context switch
    {
        null => "unknown",
        >= 1_000_000 and { } tokens => $"{(tokens / 1_000_000).ToString(CultureInfo.InvariantCulture)}M",
        { } tokens => $"{(tokens / 1000).ToString(CultureInfo.InvariantCulture)}K",
    };
}
