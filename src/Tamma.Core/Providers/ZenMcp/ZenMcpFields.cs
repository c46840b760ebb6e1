using Tamma.Providers.Wire;
using static Tamma.Providers.Wire.Member;

namespace Tamma.Providers.ZenMcp;

/// <summary>
/// What a row of <c>listmodels</c> says, by the names that <see cref="ZenMcpPage"/> gives its parts: on the wire it is markdown in a
/// JSON text. A context size there is rounded down (1,048,576 is <c>1M</c>), so it never becomes <c>limit.context</c>: ADR 10.
/// </summary>
internal static class ZenMcpFields
{
    public static WireMap Map { get; } = WireMap.Of(
    [
        Structure("status", "\"success\", or it is no list"),
        Structure("content", "the markdown with the rows"),
        Structure("content_type", "always \"text\""),
        Structure("metadata.tool_name", "the tool that was called"),
        Structure("metadata.configured_providers", "how many of its sections are switched on"),
        Structure("continuation_offer", "an offer to go on talking; null for a list"),
    ],
    [
        Structure("id", "the native id: what the row's arrow points to, or the row's own name"),
        Text("section", "owned_by"),
        Words("aliases", "aliases"),
        Text("description", "description"),
        Text("context", "limit.context_rounded"),
        Flag("thinking", "reasoning"),
        Kept("score", "the server's own ranking, in a scale of its own"),
        Kept("vendor", "the heading above the row, in the server's spelling, which is no id of a lab"),
        Kept("code_generation", "the server may ask it for whole files of code; no promise of a JSON schema"),
        Kept("sections", "other sections that list it too"),
        Structure("refusal", "why it is listed and not to be called; kept with the offer's access"),
    ]);
}
