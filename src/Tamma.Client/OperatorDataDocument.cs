using System.Text.Json;

namespace Tamma.Client;

/// <summary>What the operator himself has put into a server, to be kept or brought into another. It holds no secret.</summary>
public sealed record OperatorDataDocument
{
    /// <summary>Always <c>tamma-operator-data</c>.</summary>
    public string? Format { get; init; }

    /// <summary>Of the form; 1.</summary>
    public int? Version { get; init; }

    /// <summary>When it was written.</summary>
    public DateTimeOffset? ExportedAt { get; init; }

    /// <summary>Overrides in force, annotations among them, oldest first.</summary>
    public IReadOnlyList<OperatorOverride>? Overrides { get; init; }

    /// <summary>Connections that were added while the server ran.</summary>
    public IReadOnlyList<OperatorConnection>? Connections { get; init; }
}

/// <summary>An override as it is carried over.</summary>
public sealed record OperatorOverride
{
    /// <summary>The model's key.</summary>
    public string? Key { get; init; }

    /// <summary>Dotted path.</summary>
    public string? Field { get; init; }

    /// <summary>What the operator says.</summary>
    public JsonElement? Value { get; init; }

    /// <summary>Who said it.</summary>
    public string? Author { get; init; }

    /// <summary>Why.</summary>
    public string? Reason { get; init; }

    /// <summary>When it ends by itself.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }
}

/// <summary>A connection as it is carried over.</summary>
public sealed record OperatorConnection
{
    /// <summary>Its definition, without headers' values; its credential is a reference.</summary>
    public ConnectionRequest? Definition { get; init; }

    /// <summary>What was left out because it may be secret, for people.</summary>
    public IReadOnlyList<string>? LeftOut { get; init; }
}

/// <summary>What bringing in operator data did, or would do.</summary>
public sealed record OperatorImportResponse
{
    /// <summary>Nothing was kept; it was only asked what would be.</summary>
    public required bool DryRun { get; init; }

    /// <summary>The batch of the overrides, to take all of them back at once; null when none was new.</summary>
    public Guid? Batch { get; init; }

    /// <summary>How many are new.</summary>
    public required int Added { get; init; }

    /// <summary>How many took the place of something else.</summary>
    public required int Changed { get; init; }

    /// <summary>How many were there already.</summary>
    public required int Unchanged { get; init; }

    /// <summary>How many could not be brought in.</summary>
    public required int Refused { get; init; }

    /// <summary>All of them, in the order of the document, overrides first.</summary>
    public required IReadOnlyList<OperatorImportItem> Items { get; init; }
}

/// <summary>One thing that was brought in, or not.</summary>
public sealed record OperatorImportItem
{
    /// <summary><c>override</c> or <c>connection</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>Key and field, or the connection's id.</summary>
    public required string Name { get; init; }

    /// <summary><c>added</c>, <c>changed</c>, <c>unchanged</c> or <c>refused</c>.</summary>
    public required string Outcome { get; init; }

    /// <summary>Why it was refused, or what is still to be done.</summary>
    public string? Detail { get; init; }
}
