using System.Text.Json;
using Tamma.Client;

namespace Tamma.Cli.Terminal;

/// <summary>A value as a person spells it on a command line.</summary>
internal static class Spelt
{
    /// <summary>JSON where it is JSON: a number, true, false, a list or an object. All else is a text.</summary>
    public static JsonElement Read(string text)
    {
        if (text is "true" or "false" || (text.Length > 0 && (text[0] is '[' or '{' or '"' or '-' || char.IsAsciiDigit(text[0]))))
        {
            try
            {
                using var document = JsonDocument.Parse(text);
                return document.RootElement.Clone();
            }
            catch (JsonException)
            {
                // 200k, 2025-09 and the like: the server reads them as its field asks.
            }
        }

        return JsonSerializer.SerializeToElement(text, TammaJson.Default.String);
    }
}
