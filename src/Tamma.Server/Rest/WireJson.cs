using System.Text.Encodings.Web;
using System.Text.Json;
using Tamma.Client;

namespace Tamma.Server.Rest;

/// <summary>The client's one description of the wire, with text left as it is: answers are JSON and never part of a page.</summary>
internal static class WireJson
{
    public static JavaScriptEncoder Encoder => JavaScriptEncoder.UnsafeRelaxedJsonEscaping;

    public static TammaJson Context { get; } = new(new JsonSerializerOptions(TammaJson.Default.Options) { Encoder = Encoder });
}
