using Tamma.Catalog.Fields;
using Tamma.Providers.Wire;
using static Tamma.Providers.Wire.Member;

namespace Tamma.Providers.Zai;

/// <summary>
/// Members of z.ai's <c>GET {base}/models</c>, which its documents do not describe: OpenAI's four, as other programs report them, and
/// the two that our own list adds (<see cref="ZaiCurated"/>). <c>extra.list</c> says of each model which of the two named it.
/// </summary>
internal static class ZaiFields
{
    private const string List = "list";

    private static readonly Field s_list = FieldRegistry.Models.FindOrExtra("extra." + List);
    private static readonly FieldValue s_live = WrittenJson.Of(json => json.WriteStringValue("live"u8));

    public static WireMap Map { get; } = WireMap.Of(
    [
        Structure("object", "always \"list\""),
        Structure("data", "the rows, all of them: it is not known to page"),
    ],
    [
        Structure("id", "the native id"),
        Structure("object", "always \"model\""),
        Structure("created", "of an answer that nobody documents; whether it is the model's or the answer's time is not known"),
        Text("owned_by", "owned_by"),
        Kept(List, "live, or curated with the day on which the ids were checked"),
        Kept("source", "where a curated id is from"),
    ],
    row =>
    {
        if (row.Fields.Peek(s_list) is null)
        {
            row.Fields.Set(s_list, s_live);
        }
    });
}
