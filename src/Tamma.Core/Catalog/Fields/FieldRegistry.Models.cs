using static Tamma.Catalog.Fields.FieldGroup;
using static Tamma.Catalog.Fields.FieldType;

namespace Tamma.Catalog.Fields;

public sealed partial class FieldRegistry
{
    private const string Tokens = "tokens";
    private const string Dollars = "USD per million tokens";

    /// <summary>Names and meanings follow models.dev's <c>api.json</c> (its schema of 2026-07-02) and what provider lists add.</summary>
    public static FieldRegistry Models { get; } = Build(
    [
        ("name", Text, Identity, null, "Name for people."),
        ("family", Text, Identity, null, "The lab's product line."),
        ("owned_by", Text, Identity, null, "Who owns it, in the provider's words."),
        ("root", Text, Identity, null, "What the server says it serves under this name."),
        ("parent", Text, Identity, null, "The model that an adapter is built on."),
        ("attachment", Flag, Capability, null, "Takes files beside text."),
        ("reasoning", Flag, Capability, null, "Reasons before it answers."),
        ("reasoning_options", Json, Capability, null, "How reasoning is set: toggle, effort values or a token budget."),
        ("tool_call", Flag, Capability, null, "Calls tools."),
        ("structured_output", Flag, Capability, null, "Answers in a given JSON schema."),
        ("temperature", Flag, Capability, null, "Takes a temperature."),
        ("interleaved", Flag, Capability, null, "Gives its reasoning back between tool calls."),
        ("interleaved.field", Text, Capability, null, "The message field that carries the reasoning."),
        ("supported_parameters", Words, Capability, null, "Request parameters that are honoured."),
        ("variants", Words, Capability, null, "Names of preset settings."),
        ("open_weights", Flag, Capability, null, "Weights can be downloaded."),
        ("modalities.input", Words, Capability, null, "What it takes: text, image, audio, video, pdf."),
        ("modalities.output", Words, Capability, null, "What it gives."),
        ("limit.context", FieldType.Count, Limit, Tokens, "Input and output together."),
        ("limit.input", FieldType.Count, Limit, Tokens, "Input alone."),
        ("limit.output", FieldType.Count, Limit, Tokens, "Output alone."),
        ("cost.input", Money, Price, Dollars, "Input."),
        ("cost.output", Money, Price, Dollars, "Output."),
        ("cost.reasoning", Money, Price, Dollars, "Reasoning, where it is billed apart."),
        ("cost.cache_read", Money, Price, Dollars, "Input found in the cache."),
        ("cost.cache_write", Money, Price, Dollars, "Input written to the cache."),
        ("cost.input_audio", Money, Price, Dollars, "Audio input."),
        ("cost.output_audio", Money, Price, Dollars, "Audio output."),
        ("cost.tiers", Json, Price, Dollars, "Prices above a context size."),
        ("cost.context_over_200k.input", Money, Price, Dollars, "Input above 200,000 tokens of context."),
        ("cost.context_over_200k.output", Money, Price, Dollars, "Output above 200,000 tokens of context."),
        ("cost.context_over_200k.cache_read", Money, Price, Dollars, "Cached input above 200,000 tokens of context."),
        ("cost.context_over_200k.cache_write", Money, Price, Dollars, "Cache writes above 200,000 tokens of context."),
        ("status", Text, Lifecycle, null, "alpha, beta, deprecated or active."),
        ("knowledge", Date, Lifecycle, null, "Training data ends here."),
        ("release_date", Date, Lifecycle, null, "First offered."),
        ("last_updated", Date, Lifecycle, null, "Last changed by its lab."),
        ("shutdown_date", Date, Lifecycle, null, "Announced end."),
        ("api.id", Text, Metadata, null, "The name to send on the wire."),
        ("api.url", Text, Metadata, null, "Base URL of the API behind it."),
        ("api.npm", Text, Metadata, null, "AI SDK package that speaks to it."),
        ("provider.npm", Text, Metadata, null, "AI SDK package, where it is not the provider's."),
        ("provider.api", Text, Metadata, null, "Base URL, where it is not the provider's."),
        ("provider.shape", Text, Metadata, null, "Wire form, where it is not the provider's: responses or completions."),
    ]);

    /// <summary>A provider's own row.</summary>
    public static FieldRegistry Providers { get; } = Build(
    [
        ("name", Text, Identity, null, "Name for people."),
        ("env", Words, Metadata, null, "Environment variables that hold its credential."),
        ("npm", Text, Metadata, null, "AI SDK package that speaks to it."),
        ("api", Text, Metadata, null, "Base URL."),
        ("doc", Text, Metadata, null, "Where its models are documented."),
    ]);

    /// <summary>The registry that a row of this key is read with.</summary>
    public static FieldRegistry For(ModelKey key) => key.IsProvider ? Providers : Models;

    internal static FieldRegistry Build(ReadOnlySpan<(string Path, FieldType Type, FieldGroup Group, string? Unit, string Meaning)> rows)
    {
        var fields = new Field[rows.Length];
        for (var ordinal = 0; ordinal < rows.Length; ordinal++)
        {
            var (path, type, group, unit, meaning) = rows[ordinal];
            fields[ordinal] = new(ordinal, path, type, group, unit, meaning);
        }

        return new([.. fields]);
    }
}
