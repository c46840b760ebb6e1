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
        ("version", Text, Identity, null, "The provider's own version of it."),
        ("canonical_id", Text, Identity, null, "The provider's permanent name for it."),
        ("base_model", Text, Identity, null, "The model that it is a variant of, in the provider's words."),
        ("alias_of", Text, Identity, null, "The model that this name points to now."),
        ("aliases", Words, Identity, null, "Other names that the provider takes for it."),
        ("digest", Text, Identity, null, "Digest of the weights that are served under this name."),
        ("hugging_face_id", Text, Identity, null, "Its name on Hugging Face."),
        ("type", Text, Identity, null, "What it is for: chat, completion, embedding, image, audio, rerank, moderation."),
        ("architecture", Text, Identity, null, "Architecture of the network."),
        ("parameters", FieldType.Number, Identity, "parameters", "Size of the network."),
        ("quantization", Text, Identity, null, "How its weights are packed, for example Q4_K_M or fp8."),
        ("format", Text, Identity, null, "File format of the weights, for example gguf."),
        ("tokenizer", Text, Identity, null, "How it cuts text into tokens."),
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
        ("methods", Words, Capability, null, "Calls and endpoints that it can be used through, in the provider's words."),
        ("streaming", Flag, Capability, null, "Answers piece by piece."),
        ("parallel_tool_calls", Flag, Capability, null, "Calls several tools at once."),
        ("prompt_cache", Flag, Capability, null, "Input that was sent before can be read from a cache."),
        ("batch", Flag, Capability, null, "Takes batches at leisure."),
        ("citations", Flag, Capability, null, "Cites the documents that it was given."),
        ("server_tools", Words, Capability, null, "Tools that the provider runs itself, for example web_search."),
        ("fine_tuning", Flag, Capability, null, "Can be trained further by its users."),
        ("moderated", Flag, Capability, null, "What goes in or out is filtered."),
        ("default.temperature", FieldType.Number, Capability, null, "Temperature when none is given."),
        ("default.top_p", FieldType.Number, Capability, null, "top_p when none is given."),
        ("default.top_k", FieldType.Number, Capability, null, "top_k when none is given."),
        ("temperature_max", FieldType.Number, Capability, null, "Highest temperature that is taken."),
        ("variants", Words, Capability, null, "Names of preset settings."),
        ("open_weights", Flag, Capability, null, "Weights can be downloaded."),
        ("vision", Flag, Capability, null, "Takes images."),
        ("modalities.input", Words, Capability, null, "What it takes: text, image, audio, video, pdf."),
        ("modalities.output", Words, Capability, null, "What it gives."),
        ("limit.context", FieldType.Count, Limit, Tokens, "Input and output together."),
        ("limit.input", FieldType.Count, Limit, Tokens, "Input alone."),
        ("limit.output", FieldType.Count, Limit, Tokens, "Output alone."),
        ("limit.output_non_streaming", FieldType.Count, Limit, Tokens, "Output alone, when the answer is not streamed."),
        ("limit.served_context", FieldType.Count, State, Tokens, "Input and output together as the server is set up, below what the model could take."),
        ("limit.context_rounded", Text, Metadata, null, "Input and output together as somebody rounded it down, for example 1M; no number to count with."),
        ("limit.images", FieldType.Count, Limit, "images", "Images in one request."),
        ("limit.image_bytes", FieldType.Count, Limit, "bytes", "Size of one image."),
        ("limit.embedding_dimensions", FieldType.Count, Limit, "dimensions", "Length of an embedding."),
        ("cost.input", Money, Price, Dollars, "Input."),
        ("cost.output", Money, Price, Dollars, "Output."),
        ("cost.reasoning", Money, Price, Dollars, "Reasoning, where it is billed apart."),
        ("cost.cache_read", Money, Price, Dollars, "Input found in the cache."),
        ("cost.cache_write", Money, Price, Dollars, "Input written to the cache."),
        ("cost.input_audio", Money, Price, Dollars, "Audio input."),
        ("cost.output_audio", Money, Price, Dollars, "Audio output."),
        ("cost.cache_write_1h", Money, Price, Dollars, "Input written to the cache for an hour."),
        ("cost.request", Money, Price, "USD per request", "Each request."),
        ("cost.image", Money, Price, "USD per image", "Each image that goes in."),
        ("cost.image_output", Money, Price, Dollars, "Images that come out."),
        ("cost.web_search", Money, Price, "USD per search", "Each search of the web."),
        ("cost.discount", FieldType.Number, Price, "share", "Part of the list price that is taken off."),
        ("credits.input", FieldType.Number, Price, "AI credits per million tokens", "Input, in credits of GitHub Copilot; not turned into dollars."),
        ("credits.output", FieldType.Number, Price, "AI credits per million tokens", "Output, in credits."),
        ("credits.cache_read", FieldType.Number, Price, "AI credits per million tokens", "Input found in the cache, in credits."),
        ("credits.cache_write", FieldType.Number, Price, "AI credits per million tokens", "Input written to the cache, in credits."),
        ("credits.multiplier", FieldType.Number, Price, "premium requests per request", "How many premium requests one request counts for."),
        ("cost.tiers", Json, Price, Dollars, "Prices above a context size."),
        ("cost.context_over_200k.input", Money, Price, Dollars, "Input above 200,000 tokens of context."),
        ("cost.context_over_200k.output", Money, Price, Dollars, "Output above 200,000 tokens of context."),
        ("cost.context_over_200k.cache_read", Money, Price, Dollars, "Cached input above 200,000 tokens of context."),
        ("cost.context_over_200k.cache_write", Money, Price, Dollars, "Cache writes above 200,000 tokens of context."),
        ("status", Text, Lifecycle, null, "alpha, beta, deprecated, retired or active."),
        ("knowledge", Date, Lifecycle, null, "Training data ends here."),
        ("release_date", Date, Lifecycle, null, "First offered."),
        ("last_updated", Date, Lifecycle, null, "Last changed by its lab."),
        ("created", Date, Lifecycle, null, "When the provider says that it was made."),
        ("deprecated_at", Date, Lifecycle, null, "Since when it is announced to end."),
        ("shutdown_date", Date, Lifecycle, null, "Announced end."),
        ("replaced_by", Text, Lifecycle, null, "The model that its provider names as its successor."),
        ("preview", Flag, Lifecycle, null, "Offered for trial."),
        ("size_bytes", FieldType.Number, Metadata, "bytes", "Size of the weights on disk."),
        ("policy", Text, Metadata, null, "Whether the account's owner has switched it on: enabled, disabled or unconfigured."),
        ("plans", Words, Metadata, null, "Plans that it is restricted to."),
        ("description", Text, Metadata, null, "What its provider says of it."),
        ("pricing_notes", FieldType.Json, Metadata, null, "Conditions of its prices that have no field, as the provider states them."),
        ("loaded", Flag, State, null, "In the server's memory now."),
        ("loaded_bytes", FieldType.Number, State, "bytes", "Memory that it takes now."),
        ("loaded_vram_bytes", FieldType.Number, State, "bytes", "Memory of the graphics card that it takes now."),
        ("hidden", Flag, Operator, null, "The operator does not want to see it in lists."),
        ("tags", Words, Operator, null, "The operator's own labels."),
        ("notes", Text, Operator, null, "The operator's own words on it."),
        ("api.id", Text, Metadata, null, "The name to send on the wire."),
        ("api.url", Text, Metadata, null, "Base URL of the API behind it."),
        ("api.npm", Text, Metadata, null, "AI SDK package that speaks to it."),
        ("provider.npm", Text, Metadata, null, "AI SDK package, where it is not the provider's."),
        ("provider.api", Text, Metadata, null, "Base URL, where it is not the provider's."),
        ("provider.shape", Text, Metadata, null, "Wire form, where it is not the provider's: responses or completions."),
        ("baseline.source", Text, Metadata, null, "The documents that the bundled facts were taken from."),
        ("baseline.checked", Date, Metadata, null, "When the bundled facts were last found to hold."),
    ]);

    /// <summary>A provider's own row.</summary>
    public static FieldRegistry Providers { get; } = Build(
    [
        ("name", Text, Identity, null, "Name for people."),
        ("env", Words, Metadata, null, "Environment variables that hold its credential."),
        ("npm", Text, Metadata, null, "AI SDK package that speaks to it."),
        ("api", Text, Metadata, null, "Base URL."),
        ("doc", Text, Metadata, null, "Where its models are documented."),
        ("version", Text, Metadata, null, "Version of the server that answers for it."),
        ("baseline.source", Text, Metadata, null, "The documents that the bundled facts were taken from."),
        ("baseline.checked", Date, Metadata, null, "When the bundled facts were last found to hold."),
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
