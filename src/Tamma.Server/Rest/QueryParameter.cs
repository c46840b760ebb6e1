using System.Collections.Frozen;

namespace Tamma.Server.Rest;

/// <summary>A parameter that a route takes, for its reader, for the answer to a wrong name, and for the OpenAPI document.</summary>
internal sealed record QueryParameter(string Name, ParameterKind Kind, string Meaning)
{
    /// <summary>It may be given more than once, each time for one more.</summary>
    public bool IsRepeated { get; init; }
}

/// <summary>The parameters of a route, as its metadata.</summary>
internal sealed record QueryParameters(params IReadOnlyList<QueryParameter> All)
{
    private readonly FrozenDictionary<string, QueryParameter> _byName = All.ToFrozenDictionary(parameter => parameter.Name, StringComparer.Ordinal);

    /// <returns>Null where the route takes none that is called so.</returns>
    public QueryParameter? Find(string name) => _byName.GetValueOrDefault(name);
}

internal enum ParameterKind
{
    Text,
    Flag,
    Count,
    Money,
    Words,
}
