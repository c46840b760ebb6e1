using System.Text;
using System.Text.Json;
using Tamma.Simulator.Worlds;

namespace Tamma.Simulator.Protocols;

/// <summary>Errors of OpenAI and of those that say they are compatible. They differ in the code: a word, a number, or nothing.</summary>
internal static class OpenAiErrors
{
    public static Refusal Of(Failure failure, Flavour? flavour = null) =>
        new(failure.Status, "application/json", Encoding.UTF8.GetString(ListingBodies.Write(json => Write(json, failure, flavour))));

    private static void Write(Utf8JsonWriter json, Failure failure, Flavour? flavour)
    {
        json.WriteStartObject();
        if (flavour == Flavour.Vllm && failure.Status == 401)
        {
            json.WriteString("error", "Unauthorized");
            json.WriteEndObject();
            return;
        }

        // A quota that is used up is known by its word alone, so it keeps the word in every flavour.
        var hasWord = flavour is null or Flavour.Plain || failure.IsQuota;
        json.WriteStartObject("error");
        json.WriteString("message", failure.Message);
        json.WriteString("type", failure.Type);
        if (hasWord || flavour == Flavour.Vllm)
        {
            json.WriteNull("param");
        }

        if (hasWord)
        {
            json.WriteString("code", failure.Code);
        }
        else
        {
            json.WriteNumber("code", failure.Status);
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }
}
