using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Tamma.Catalog.Fields;

namespace Tamma.Providers.OpenCode;

/// <summary>The five flags of a direction as words in one fixed order. There are 32 such lists, each made once.</summary>
internal static class OpenCodeModalities
{
    private static readonly string[] s_names = ["text", "audio", "image", "video", "pdf"];
    private static readonly byte[][] s_utf8 = [.. s_names.Select(Encoding.UTF8.GetBytes)];

    private static readonly ImmutableArray<FieldValue> s_words =
    [
        .. Enumerable.Range(0, 1 << s_names.Length).Select(flags => FieldValue.Words([.. s_names.Where((_, index) => (flags & (1 << index)) != 0)])),
    ];

    public static FieldValue Words(int flags) => s_words[flags];

    /// <returns>-1 for a modality that this version does not know.</returns>
    public static int IndexOf(JsonProperty member)
    {
        for (var index = 0; index < s_utf8.Length; index++)
        {
            if (member.NameEquals(s_utf8[index]))
            {
                return index;
            }
        }

        return -1;
    }
}
