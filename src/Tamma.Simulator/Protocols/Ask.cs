using Tamma.Simulator.Worlds;

namespace Tamma.Simulator.Protocols;

/// <summary>One request, as a protocol looks at it.</summary>
internal sealed record Ask(HttpRequest Request, string Path, WorldSpec Spec)
{
    /// <summary>The body as text; empty when the request has none.</summary>
    public string Body { get; init; } = "";

    /// <summary>How many requests the world has had, this one among them.</summary>
    public required long Number { get; init; }

    public required DateTimeOffset Now { get; init; }

    /// <summary>The id of this request in headers and errors: the same for a world and a number.</summary>
    public string RequestId => field ??= $"req_{Dice.For(Number, Spec.Name).Next():x16}";

    public string? Bearer => Request.Headers.Authorization.ToString() is ['B', 'e', 'a', 'r', 'e', 'r', ' ', .. var key] ? key : null;

    /// <summary>The value of a header or a query parameter; null for none.</summary>
    public string? Header(string name) => Request.Headers[name] is [{ Length: > 0 } value, ..] ? value : null;

    public string? Query(string name) => Request.Query[name] is [{ Length: > 0 } value, ..] ? value : null;

    /// <summary>What the answer depends on, so that two answers of one world are not taken for the same.</summary>
    public string Variant => $"{Path}{Request.QueryString} {Header("anthropic-version")}";

    /// <summary>The rest of the path after a folder, with its escaped slashes; null when it is elsewhere.</summary>
    public string? Below(string folder) => Path.Length > folder.Length && Path.StartsWith(folder, StringComparison.Ordinal)
        ? Path[folder.Length..].Replace("%2F", "/", StringComparison.OrdinalIgnoreCase)
        : null;
}
