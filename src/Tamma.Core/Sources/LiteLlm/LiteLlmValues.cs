using System.Text.Json;
using Tamma.Catalog.Fields;
using Tamma.Providers.Wire;

namespace Tamma.Sources.LiteLlm;

/// <summary>Members of the price map that say less, or another thing, than they seem to.</summary>
internal static class LiteLlmValues
{
    private const string Unclear = "max_tokens_alone_is_kept";

    /// <summary>What it is for, in our words; a word that is not known is kept.</summary>
    public static void Mode(JsonElement value, WireField member, WireRow row)
    {
        var type = Leaves.Text(value) switch
        {
            "chat" or "responses" => "chat",
            "completion" => "completion",
            "embedding" => "embedding",
            "image_generation" or "image_edit" => "image",
            "audio_transcription" or "audio_speech" => "audio",
            "video_generation" => "video",
            "realtime" => "realtime",
            "rerank" => "rerank",
            "moderation" or "moderations" => "moderation",
            "ocr" => "ocr",
            "search" => "search",
            _ => null,
        };
        if (type is not null)
        {
            row.Set(member.Targets[0], FieldValue.Text(type));
        }
        else if (value.ValueKind is JsonValueKind.String)
        {
            row.Keep(value, member.Path);
        }
        else
        {
            row.Unknown(value, member.Path);
        }
    }

    /// <summary>Their legacy member: the output's limit where they know one, else the input's. Beside both it says nothing new; alone it may be either.</summary>
    public static void MaxTokens(JsonElement value, WireField member, WireRow row)
    {
        if (WireValues.Decimal(value) is not { } tokens)
        {
            row.Unknown(value, member.Path);
            return;
        }

        var output = WireValues.Decimal(Leaves.At(row.Element, "max_output_tokens"));
        var input = WireValues.Decimal(Leaves.At(row.Element, "max_input_tokens"));
        if (output == tokens || (output is null && input == tokens))
        {
            return;
        }

        if (output is null && input is null)
        {
            row.Draft.Apply(Unclear);
        }

        row.Keep(value, member.Path);
    }
}
