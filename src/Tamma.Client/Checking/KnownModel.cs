namespace Tamma.Client.Checking;

/// <summary>A model as the check needs to know it.</summary>
/// <param name="Key"><c>provider/native-id</c>.</param>
/// <param name="Provider">Who serves it.</param>
/// <param name="Id">What the provider calls it.</param>
public sealed record KnownModel(string Key, string Provider, string Id)
{
    /// <summary>Other names that the provider takes for it.</summary>
    public IReadOnlyList<string> Aliases { get; init; } = [];

    /// <summary>Whether a connection has it, or had it until it was removed.</summary>
    public bool IsMine { get; init; }

    /// <summary>Where it stands in its life; null when the catalogue does not say.</summary>
    public LifecycleResponse? Life { get; init; }

    /// <summary>Whether it was taken out.</summary>
    public bool IsRemoved => Life?.Dates?.RemovedAt is not null;

    /// <summary>Reads a model of an export.</summary>
    /// <param name="model">The model.</param>
    /// <returns>What the check needs of it.</returns>
    public static KnownModel From(ModelResponse model)
    {
        ArgumentNullException.ThrowIfNull(model);
        return new(model.Key, model.Provider, model.Id)
        {
            Aliases = model.Details?.TryGetValue("aliases", out var aliases) is true && aliases.ValueKind is System.Text.Json.JsonValueKind.Array
                ? [.. aliases.EnumerateArray().Where(alias => alias.ValueKind is System.Text.Json.JsonValueKind.String).Select(alias => alias.GetString()!)]
                : [],
            IsMine = model.Reference is false,
            Life = model.Lifecycle,
        };
    }
}
