using System.Collections.Immutable;
using System.Text;
using System.Text.Json;

namespace Tamma.Providers.Zai;

/// <summary>
/// Ids that z.ai is known to take, for when it gives no list itself. It documents none, and its own SDK and every program that we
/// know carry such a table. An id that is here may be refused, or answered by another model; one that is not here may be taken.
/// </summary>
internal static class ZaiCurated
{
    /// <summary>The day on which the table was checked against its sources.</summary>
    public const string Checked = "2026-11-23";

    public const string Rule = "curated_list";

    private const string ModelsDev = "models.dev zai (2026-07-02)";
    private const string Catwalk = "charmbracelet/catwalk zai.json (2026-08-21)";
    private const string Plan = "docs.z.ai, GLM Coding Plan (since 2026-07)";

    private static readonly ImmutableArray<(string Id, string Source)> s_general =
    [
        ("glm-5.3", Catwalk), ("glm-5.2", ModelsDev), ("glm-5.1", ModelsDev), ("glm-5", ModelsDev), ("glm-5-turbo", ModelsDev), ("glm-5v-turbo", ModelsDev),
        ("glm-4.7", ModelsDev), ("glm-4.7-flash", ModelsDev), ("glm-4.7-flashx", ModelsDev), ("glm-4.6", ModelsDev), ("glm-4.6v", ModelsDev),
        ("glm-4.5", ModelsDev), ("glm-4.5-air", ModelsDev), ("glm-4.5-x", Catwalk), ("glm-4.5-airx", Catwalk), ("glm-4.5-flash", ModelsDev), ("glm-4.5v", ModelsDev),
    ];

    /// <summary>The plan takes <c>glm-5.1</c> too and answers with <c>glm-5.2</c> (anomalyco/models.dev#3905), so that is no model of it.</summary>
    private static readonly ImmutableArray<(string Id, string Source)> s_coding = [("glm-5.2", Plan), ("glm-5-turbo", Plan), ("glm-4.7", Plan)];

    /// <summary>The table for a base, in the form of a list; null where the address is none of z.ai's bases, and a 404 means just that.</summary>
    public static byte[]? For(Uri url)
    {
        var path = url.AbsolutePath.TrimEnd('/');
        return path.EndsWith("/coding/paas/v4", StringComparison.Ordinal) ? Write(s_coding)
            : path.EndsWith("/paas/v4", StringComparison.Ordinal) ? Write(s_general)
            : null;
    }

    private static byte[] Write(ImmutableArray<(string Id, string Source)> rows) => Encoding.UTF8.GetBytes(
        $$"""{"object":"list","data":[{{string.Join(',', rows.Select(row =>
            $$"""{"id":"{{JsonEncodedText.Encode(row.Id)}}","object":"model","list":"curated {{Checked}}","source":"{{JsonEncodedText.Encode(row.Source)}}"}"""))}}]}""");
}
