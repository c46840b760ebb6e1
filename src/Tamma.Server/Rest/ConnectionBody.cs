using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using Tamma.Client;
using Tamma.Providers;

namespace Tamma.Server.Rest;

/// <summary>Reads the definition of a connection, or a patch of one, from a body. A member that there is not is a mistake and no silence.</summary>
internal static class ConnectionBody
{
    private static readonly ImmutableArray<string> s_members = Names(typeof(ConnectionRequest));
    private static readonly ImmutableArray<string> s_limits = Names(typeof(ConnectionBoundsResponse));

    /// <param name="context">The request.</param>
    /// <param name="into">What a merge patch (RFC 7396) is merged into; null for a whole definition.</param>
    public static async Task<(ConnectionRequest? Definition, Problem? Problem)> ReadAsync(HttpContext context, ConnectionRequest? into = null)
    {
        var (body, problem) = await RequestBody.ReadAsync(context, WireJson.Context.JsonObject);
        if (problem is not null || body is null)
        {
            return (null, problem ?? ProblemKind.InvalidBody.Because("The body is empty; send the definition of a connection as JSON."));
        }

        var mistakes = Unknown(body, s_members, "").Concat(body["limits"] is JsonObject limits ? Unknown(limits, s_limits, "limits.") : []).ToImmutableArray();
        if (!mistakes.IsEmpty)
        {
            return (null, Wrong(mistakes));
        }

        if (into is not null)
        {
            var whole = JsonSerializer.SerializeToNode(into, WireJson.Context.ConnectionRequest)!.AsObject();
            Merge(whole, body);
            body = whole;
        }

        try
        {
            return (body.Deserialize(WireJson.Context.ConnectionRequest), null);
        }
        catch (JsonException ex)
        {
            return (null, Wrong([new((ex.Path ?? "").TrimStart('$', '.') is { Length: > 0 } path ? path : "body", "is of another kind than it should be; see /openapi.json")]));
        }
    }

    public static Problem Wrong(ImmutableArray<ConnectionMistake> mistakes) =>
        ProblemKind.InvalidConnection.Because(string.Join(". ", mistakes) + ".").With("mistakes", [.. mistakes.Select(mistake => mistake.ToString())]);

    private static IEnumerable<ConnectionMistake> Unknown(JsonObject given, ImmutableArray<string> known, string above) =>
        from member in given
        where !known.Contains(member.Key, StringComparer.Ordinal)
        select new ConnectionMistake(above + member.Key, Nearest.To(member.Key, known) is { } near ? $"there is no such member; did you mean {above}{near}?" : $"there is no such member; there is: {string.Join(", ", known)}");

    private static void Merge(JsonObject target, JsonObject patch)
    {
        foreach (var (name, value) in patch)
        {
            if (value is null)
            {
                target.Remove(name);
            }
            else if (value is JsonObject inner)
            {
                if (target[name] is not JsonObject old)
                {
                    target[name] = old = [];
                }

                Merge(old, inner);
            }
            else
            {
                target[name] = value.DeepClone();
            }
        }
    }

    private static ImmutableArray<string> Names(Type type) => [.. type.GetProperties().Select(property => JsonNamingPolicy.SnakeCaseLower.ConvertName(property.Name))];
}
