namespace Tamma.Catalog;

/// <summary>
/// Who makes claims: <c>connection:ID</c> for an account's own view, else <c>models_dev</c>, <c>litellm</c>,
/// <c>openrouter</c>, <c>baseline</c>, <c>overrides</c>.
/// </summary>
public readonly record struct SourceId(string Name) : IComparable<SourceId>
{
    private const string ConnectionPrefix = "connection:";

    public static SourceId ModelsDev { get; } = new("models_dev");

    /// <summary>What models.dev says of models whoever serves them.</summary>
    public static SourceId ModelsDevModels { get; } = new("models_dev_models");

    public static SourceId LiteLlm { get; } = new("litellm");

    /// <summary>OpenRouter's public list, read without an account.</summary>
    public static SourceId OpenRouter { get; } = new("openrouter");

    /// <summary>The facts that come with the program.</summary>
    public static SourceId Baseline { get; } = new("baseline");

    /// <summary>What the operator says; above all others.</summary>
    public static SourceId Overrides { get; } = new("overrides");

    /// <summary>The connection's id, when this source is one.</summary>
    public string? ConnectionId =>
        Name.StartsWith(ConnectionPrefix, StringComparison.Ordinal) ? Name[ConnectionPrefix.Length..] : null;

    public static SourceId Connection(string connection) => new(ConnectionPrefix + connection);

    public int CompareTo(SourceId other) => string.CompareOrdinal(Name, other.Name);

    public override string ToString() => Name;
}

/// <summary>What the resolution and the guards must know of a source.</summary>
public sealed record Source
{
    public required SourceId Id { get; init; }

    /// <summary>The provider whose list this is, for a connection.</summary>
    public string? Provider { get; init; }

    /// <summary>Its reference claims come from here, so they confirm nothing and give way where that speaks itself: OpenCode's come from models.dev.</summary>
    public SourceId? DerivesFrom { get; init; }

    /// <summary>It is the API of who sends the bill, so its prices are applied at once (architecture §9.2).</summary>
    public bool Bills { get; init; }

    /// <summary>It writes 0 where it does not know (architecture §9.5), so its zero is no price against somebody's price.</summary>
    public bool ZeroIsUnknown { get; init; }

    /// <summary>It is a stand-in of the demo, never real data.</summary>
    public bool Simulated { get; init; }
}
