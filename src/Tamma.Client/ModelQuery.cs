namespace Tamma.Client;

/// <summary>Which models to list, and how. A member that is null asks nothing.</summary>
public sealed record ModelQuery
{
    /// <summary><c>mine</c> (what a connection offers; the default) or <c>all</c>.</summary>
    public string? Scope { get; init; }

    /// <summary>In the filter language: <c>context>=200k and tool_call and not deprecated</c>; at most 4,096 characters.</summary>
    public string? Filter { get; init; }

    /// <summary>A provider's id.</summary>
    public string? Provider { get; init; }

    /// <summary>Words that key or name must hold.</summary>
    public string? Text { get; init; }

    /// <summary>Calls tools.</summary>
    public bool? ToolCall { get; init; }

    /// <summary>Reasons before it answers.</summary>
    public bool? Reasoning { get; init; }

    /// <summary>Answers in a given JSON schema.</summary>
    public bool? StructuredOutput { get; init; }

    /// <summary>Takes files.</summary>
    public bool? Attachment { get; init; }

    /// <summary>Weights can be downloaded.</summary>
    public bool? OpenWeights { get; init; }

    /// <summary>Comma-separated capabilities that it is known to have, by anybody's names.</summary>
    public string? Capability { get; init; }

    /// <summary>A modality that it takes.</summary>
    public string? Input { get; init; }

    /// <summary>A modality that it gives.</summary>
    public string? Output { get; init; }

    /// <summary>Tokens of context that it holds at least.</summary>
    public long? MinContext { get; init; }

    /// <summary>Dollars for a million input tokens that it costs at most.</summary>
    public decimal? MaxInputPrice { get; init; }

    /// <summary><c>known</c>, <c>free</c>, <c>subscription</c> or <c>unknown</c>.</summary>
    public string? PricingStatus { get; init; }

    /// <summary><c>alpha</c>, <c>beta</c>, <c>deprecated</c> or <c>active</c>.</summary>
    public string? Status { get; init; }

    /// <summary><c>preview</c>, <c>active</c>, <c>deprecated</c>, <c>retired</c> or <c>gone</c>.</summary>
    public string? Stage { get; init; }

    /// <summary><c>listed</c>, <c>missing</c> or <c>removed</c>.</summary>
    public string? Availability { get; init; }

    /// <summary>Tags that it must have, all of them, with commas between them.</summary>
    public string? Tag { get; init; }

    /// <summary>Models that the operator hides: <c>exclude</c> (the default), <c>include</c> or <c>only</c>.</summary>
    public string? Hidden { get; init; }

    /// <summary><c>key</c>, <c>name</c> or a dotted field, with <c>-</c> before it for the other direction.</summary>
    public string? Sort { get; init; }

    /// <summary>Rows on a page, 1 to 1,000.</summary>
    public int? Limit { get; init; }

    /// <summary>Where the page starts, from the page before.</summary>
    public string? Cursor { get; init; }

    /// <summary>A time, a day or a position: what the catalogue said then.</summary>
    public string? AsOf { get; init; }

    /// <summary>Comma-separated parts to add: <c>offers</c>, <c>origins</c>, <c>capabilities</c>.</summary>
    public string? Include { get; init; }

    /// <summary>Comma-separated dotted fields; no others are answered.</summary>
    public string? Fields { get; init; }

    internal string ToQuery() => new QueryText()
        .Add("scope", Scope)
        .Add("filter", Filter)
        .Add("provider", Provider)
        .Add("q", Text)
        .Add("tool_call", ToolCall)
        .Add("reasoning", Reasoning)
        .Add("structured_output", StructuredOutput)
        .Add("attachment", Attachment)
        .Add("open_weights", OpenWeights)
        .Add("capability", Capability)
        .Add("input", Input)
        .Add("output", Output)
        .Add("min_context", MinContext)
        .Add("max_input_price", MaxInputPrice)
        .Add("pricing_status", PricingStatus)
        .Add("status", Status)
        .Add("stage", Stage)
        .Add("availability", Availability)
        .Add("tag", Tag)
        .Add("hidden", Hidden)
        .Add("sort", Sort)
        .Add("limit", Limit)
        .Add("cursor", Cursor)
        .Add("as_of", AsOf)
        .Add("include", Include)
        .Add("fields", Fields)
        .ToString();
}
