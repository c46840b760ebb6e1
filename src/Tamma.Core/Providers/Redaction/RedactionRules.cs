using System.Collections.Immutable;
using System.Text;

namespace Tamma.Providers.Redaction;

/// <summary>Which members of a format are secrets. Names are compared without regard to case.</summary>
internal sealed class RedactionRules
{
    private static readonly string[] s_keys =
    [
        "key", "apiKey", "api_key", "api-key", "x-api-key", "x_api_key", "token", "accessToken", "access_token", "access-token",
        "refreshToken", "refresh_token", "authToken", "auth_token", "bearer", "bearerToken", "bearer_token", "idToken", "id_token",
        "secret", "secretKey", "secret_key", "clientSecret", "client_secret", "secretAccessKey", "secret_access_key", "privateKey",
        "private_key", "password", "passwd", "passphrase", "authorization", "auth", "credential", "credentials", "cookie", "set-cookie",
        "sessionToken", "session_token", "signature", "x-goog-api-key",
    ];

    private readonly ILookup<int, byte[]> _keys = s_keys.Select(Encoding.UTF8.GetBytes).ToLookup(name => name.Length);
    private readonly ImmutableArray<byte[]> _wholes;
    private readonly ImmutableArray<byte[]> _texts;
    private readonly bool[] _lengths = new bool[32];

    /// <param name="wholes">Members that are dropped whole because anything may be in them.</param>
    /// <param name="texts">Members that are dropped whole too and not searched for elsewhere: they repeat models' names and ordinary words.</param>
    internal RedactionRules(string[] wholes, bool rootIsMap, int mapsAt, params string[] texts)
    {
        _wholes = [.. wholes.Select(Encoding.UTF8.GetBytes)];
        _texts = [.. texts.Select(Encoding.UTF8.GetBytes)];
        RootIsMap = rootIsMap;
        MapsAt = mapsAt;
        foreach (var name in s_keys.Concat(wholes).Concat(texts))
        {
            _lengths[name.Length] = true;
        }
    }

    /// <summary>OpenCode keeps keys beside each provider, and request settings beside each model.</summary>
    public static RedactionRules OpenCode { get; } = new(["options", "headers"], rootIsMap: false, mapsAt: 3);

    /// <summary>A server's arguments may hold <c>--api-key</c> (llama.cpp as a router shows them).</summary>
    public static RedactionRules OpenAiCompatible { get; } = new(["args", "headers"], rootIsMap: false, mapsAt: 0);

    /// <summary>What a model was told by its owner is nobody's business, and its licence is long.</summary>
    public static RedactionRules Ollama { get; } = new(["headers"], rootIsMap: false, mapsAt: 0, "license", "modelfile", "system", "messages");

    /// <summary>The arguments of a model that a router starts hold its name and may hold <c>--api-key</c>; a slot may show its prompt.</summary>
    public static RedactionRules LlamaCpp { get; } = new(["headers"], rootIsMap: false, mapsAt: 0, "args", "preset", "prompt");

    /// <summary>What is called <c>key</c> there is the model's name.</summary>
    public static RedactionRules LmStudio { get; } = new(["args", "headers"], rootIsMap: false, mapsAt: 0) { Name = "key" };

    /// <summary>A public document; its settings of headers are no secrets.</summary>
    public static RedactionRules ModelsDev { get; } = new([], rootIsMap: true, mapsAt: 2);

    /// <summary>The root's members are named by providers' ids.</summary>
    public bool RootIsMap { get; }

    /// <summary>
    /// Depth of members called <c>models</c> whose own members are named by models' ids: a model may be called <c>token</c>. 0 for none.
    /// </summary>
    public int MapsAt { get; }

    /// <summary>A member that holds the model's name, though it is called like a secret; null for none.</summary>
    internal string? Name { get; init; }

    public bool IsWhole(ReadOnlySpan<byte> name) => Contains(_wholes, name);

    public bool IsText(ReadOnlySpan<byte> name) => Contains(_texts, name);

    public bool IsKey(ReadOnlySpan<byte> name)
    {
        if (Name is { } id && Ascii.Equals(name, id))
        {
            return false;
        }

        foreach (var key in _keys[name.Length])
        {
            if (Ascii.EqualsIgnoreCase(name, key))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Most names are not of a length that any rule has.</summary>
    public bool MayMatch(ReadOnlySpan<byte> name) => name.Length < _lengths.Length && _lengths[name.Length];

    private static bool Contains(ImmutableArray<byte[]> names, ReadOnlySpan<byte> name)
    {
        foreach (var one in names)
        {
            if (Ascii.EqualsIgnoreCase(name, one))
            {
                return true;
            }
        }

        return false;
    }
}
