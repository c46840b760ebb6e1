using System.Text.Json;

namespace Tamma.Client;

/// <summary>A happening in the log, with enough in it to act on without asking back.</summary>
public sealed record EventResponse
{
    /// <summary>Its place in the log; positions follow commit order.</summary>
    public required long Position { get; init; }

    /// <summary>The event's id, a UUID of version 7.</summary>
    public required Guid Id { get; init; }

    /// <summary>The log that it stands in; another one means that the database was replaced.</summary>
    public required Guid Log { get; init; }

    /// <summary><c>model_added</c>, <c>model_updated</c>, <c>review_opened</c>, ….</summary>
    public required string Type { get; init; }

    /// <summary>Version of the form of <see cref="Data"/>.</summary>
    public required int Schema { get; init; }

    /// <summary>When it happened.</summary>
    public required DateTimeOffset OccurredAt { get; init; }

    /// <summary>The provider that it is about.</summary>
    public string? Provider { get; init; }

    /// <summary>The model's key.</summary>
    public string? Model { get; init; }

    /// <summary>The connection that it came through.</summary>
    public string? Connection { get; init; }

    /// <summary>The run that made it.</summary>
    public Guid? Run { get; init; }

    /// <summary>Who caused it.</summary>
    public string? Actor { get; init; }

    /// <summary><c>provider</c>, <c>source_added</c>, <c>policy</c>, <c>software</c> or <c>operator</c>.</summary>
    public required string Cause { get; init; }

    /// <summary><c>info</c>, <c>notice</c>, <c>warning</c> or <c>critical</c>.</summary>
    public required string Severity { get; init; }

    /// <summary>What happened, in the form that <see cref="Type"/> and <see cref="Schema"/> name.</summary>
    public JsonElement? Data { get; init; }

    /// <summary>Reads the field changes out of <see cref="Data"/>.</summary>
    /// <returns>The changes, or none when the event has none.</returns>
    public IReadOnlyList<FieldChangeResponse> GetChanges() =>
        Data is { ValueKind: JsonValueKind.Object } data && data.TryGetProperty("changes", out var changes)
            ? changes.Deserialize(TammaJson.Default.IReadOnlyListFieldChangeResponse) ?? []
            : [];
}

/// <summary>A field with its old and new value; null means unknown.</summary>
public sealed record FieldChangeResponse
{
    /// <summary>Dotted path, or <c>offers.CONNECTION</c> for an offer's access.</summary>
    public required string Field { get; init; }

    /// <summary>What it was.</summary>
    public JsonElement? Old { get; init; }

    /// <summary>What it is.</summary>
    public JsonElement? New { get; init; }
}
