using System.Globalization;
using System.Text.Json;
using Tamma.Catalog.Fields;
using Tamma.Providers.Wire;
using static Tamma.Providers.Wire.Member;

namespace Tamma.Providers.Bedrock;

/// <summary>Members of Amazon Bedrock's <c>GET /foundation-models</c> (FoundationModelSummary), and what newer answers add without a word in the reference.</summary>
internal static class BedrockFields
{
    private const string Prose = "a text for people";

    public static WireMap Map { get; } = WireMap.Of(
        [
            Structure("modelSummaries", "the rows"),
            Structure("enableAccessToAllModelsByDefault", "a setting of the account"),
        ],
        [
            Structure("modelId", "the native id"),
            Kept("modelArn", "its name across Amazon"),
            Text("modelName", "name"),
            Text("modelFamily", "family"),
            Text("providerName", "owned_by"),
            Custom("inputModalities", ["modalities.input"], (value, member, row) => Modalities(value, member, row, "modalities.input")),
            Custom("outputModalities", ["modalities.output", "type"], (value, member, row) => Modalities(value, member, row, "modalities.output")),
            Flag("responseStreamingSupported", "streaming"),
            Words("inferenceTypesSupported", "methods"),
            Custom("customizationsSupported", ["fine_tuning"], Customizations),
            Custom("modelLifecycle.status", ["status"], Status),
            Date("modelLifecycle.startOfLifeTime", "release_date"),
            Date("modelLifecycle.legacyTime", "deprecated_at"),
            Date("modelLifecycle.endOfLifeTime", "shutdown_date"),
            Kept("modelLifecycle.publicExtendedAccessTime", "until when others still have it"),
            Flag("batchSupported.baseModelSupported", "batch"),
            Kept("batchSupported.crossRegionSupported", "batches over several regions"),
            Kept("batchSupported.customModelSupported", "batches of an account's own model"),
            Flag("explicitPromptCaching.isSupported", "prompt_cache"),
            Kept("intelligentPromptRouting.isSupported", "Amazon may choose among models of its family"),
            Kept("featuresSupported.promptOptimization", "Amazon may rewrite prompts for it"),
            Kept("guardrailsSupported", "Amazon's filters can stand before it"),
            Kept("latencyOptimizationSupported", "can be had faster"),
            Structure("consoleIDEMetadata", "how the console shows it"),
            Structure("converse.additionalRequestFieldsSchema", "a schema as text"),
            Kept("converse.maxTokensDefault", "output when no limit is given"),
            Limit("converse.maxTokensMaximum", "limit.output"),
            Custom("converse.reasoningSupported", ["reasoning"], Reasoning),
            Kept("converse.stopSequencesDefault", "where it stops when nothing is given"),
            Kept("converse.systemRoleSupported", "takes a system message"),
            Custom("converse.userDocumentTypesSupported", ["attachment"], Attachment),
            Kept("converse.userImageTypesSupported", "formats of images"),
            Kept("converse.userVideoTypesSupported", "formats of videos"),
            Custom("description.maxContextWindow", ["limit.context"], Context),
            Date("description.releaseDate", "release_date"),
            Text("description.version", "version"),
            Kept("description.modelAttributes", Prose),
            Kept("description.shortDescription", Prose),
            Structure("description.fullDescription", "the short description at length"),
            Structure("description.invokeExample", "an example of a request"),
            Kept("description.policy", "where its terms are"),
            Kept("description.supportedFormats", Prose),
            Kept("description.supportedLanguages", Prose),
            Structure("description.supportedUseCases", Prose),
            Structure("description.unsupportedUseCases", Prose),
        ]);

    private static void Modalities(JsonElement value, WireField member, WireRow row, string field)
    {
        if (LeafReader.ReadValue(value, FieldType.Words) is not { } words)
        {
            row.Unknown(value, member.Path);
            return;
        }

        string[] plain = [.. words.AsWords().Select(word => word switch { "SPEECH" => "audio", _ => word.ToLowerInvariant() })];
        if (plain is [])
        {
            return;
        }

        row.Set(field, FieldValue.Words([.. plain]));
        if (field == "modalities.output" && Type(plain) is { } type)
        {
            row.Set("type", FieldValue.Text(type));
        }
    }

    private static string? Type(string[] output) =>
        output.Contains("text", StringComparer.Ordinal) ? "chat"
        : output.Contains("embedding", StringComparer.Ordinal) ? "embedding"
        : output.Contains("image", StringComparer.Ordinal) ? "image"
        : output.Contains("audio", StringComparer.Ordinal) ? "audio"
        : null;

    private static void Customizations(JsonElement value, WireField member, WireRow row)
    {
        if (LeafReader.ReadValue(value, FieldType.Words) is not { } words)
        {
            row.Unknown(value, member.Path);
            return;
        }

        row.Set("fine_tuning", FieldValue.Flag(words.AsWords().Contains("FINE_TUNING", StringComparer.Ordinal)));
        if (words.AsWords().Any(word => word != "FINE_TUNING"))
        {
            row.Keep(value, member.Path);
        }
    }

    private static void Status(JsonElement value, WireField member, WireRow row)
    {
        if (value.ValueKind is JsonValueKind.String && value.GetString() is "ACTIVE" or "LEGACY")
        {
            row.Set("status", FieldValue.Text(value.ValueEquals("ACTIVE"u8) ? "active" : "deprecated"));
        }
        else
        {
            row.Unknown(value, member.Path);
        }
    }

    /// <summary>Null for a model that does not reason, and an object with how for one that does.</summary>
    private static void Reasoning(JsonElement value, WireField member, WireRow row)
    {
        row.Set("reasoning", FieldValue.Flag(value.ValueKind is JsonValueKind.Object or JsonValueKind.True));
        row.Keep(value, member.Path);
    }

    private static void Attachment(JsonElement value, WireField member, WireRow row)
    {
        if (value.ValueKind is not JsonValueKind.Array)
        {
            row.Unknown(value, member.Path);
            return;
        }

        row.Set("attachment", FieldValue.Flag(value.GetArrayLength() > 0));
        if (value.GetArrayLength() > 0)
        {
            row.Keep(value, member.Path);
        }
    }

    /// <summary>Written for people: <c>200K</c>, <c>1M</c>, <c>163,840</c>.</summary>
    private static void Context(JsonElement value, WireField member, WireRow row)
    {
        var text = value.ValueKind is JsonValueKind.String ? value.GetString()!.Trim() : "";
        decimal times = text is [.., var unit] ? char.ToUpperInvariant(unit) switch { 'K' => 1_000, 'M' => 1_000_000, _ => 1 } : 1;
        if (decimal.TryParse(times == 1 ? text : text[..^1], NumberStyles.AllowThousands | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var count) && count is > 0 and < 1_000_000_000)
        {
            row.Set("limit.context", FieldValue.Number(count * times), value, member);
        }
        else
        {
            row.Unknown(value, member.Path);
        }
    }
}
