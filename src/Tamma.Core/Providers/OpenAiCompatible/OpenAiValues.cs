using System.Text.Json;
using Tamma.Catalog.Fields;
using Tamma.Providers.Wire;

namespace Tamma.Providers.OpenAiCompatible;

/// <summary>Members of Azure AI Foundry's list, which is OpenAI's with more in it.</summary>
internal static class OpenAiValues
{
    private const string NoEnd = "far_end_is_unknown";

    /// <summary>2099-12-31: what stands there when no end is announced.</summary>
    private const decimal FarEnd = 4_102_358_400;

    public static void Lifecycle(JsonElement value, WireField member, WireRow row)
    {
        switch (value.ValueKind is JsonValueKind.String ? value.GetString() : null)
        {
            case "generally-available":
                row.Set("status", FieldValue.Text("active"));
                break;
            case "preview":
                row.Set("status", FieldValue.Text("beta"));
                row.Set("preview", FieldValue.Flag(true));
                break;
            case "deprecated":
                row.Set("status", FieldValue.Text("deprecated"));
                break;
            default:
                row.Unknown(value, member.Path);
                break;
        }
    }

    public static void End(JsonElement value, WireField member, WireRow row)
    {
        if (WireValues.Decimal(value) >= FarEnd)
        {
            row.Draft.Apply(NoEnd);
        }
        else
        {
            WireValues.UnixDate(value, member, row);
        }
    }

    /// <summary>A word at Azure; other servers put more into it, which we do not know.</summary>
    public static void Status(JsonElement value, WireField member, WireRow row)
    {
        if (value.ValueKind is JsonValueKind.String)
        {
            row.Keep(value, member.Path);
        }
        else
        {
            row.Unknown(value, member.Path);
        }
    }
}
