namespace Tamma.Server.Rest;

/// <summary>A parameter that a route takes, for its reader, for the answer to a wrong name, and for the OpenAPI document.</summary>
internal sealed record QueryParameter(string Name, ParameterKind Kind, string Meaning)
{
    /// <summary>It may be given more than once, each time for one more.</summary>
    public bool IsRepeated { get; init; }
}

/// <summary>The parameters of a route, as its metadata.</summary>
internal sealed record QueryParameters(params IReadOnlyList<QueryParameter> All);

internal enum ParameterKind
{
    Text,
    Flag,
    Count,
    Money,
    Words,
}
