using Tamma.Providers.Wire;
using static Tamma.Providers.Wire.Member;

namespace Tamma.Providers.OpenCodeZen;

/// <summary>Members of <c>GET /zen/v1/models</c>: ids and no more (opencode's <c>zen/util/modelsHandler.ts</c>). All else comes from models.dev.</summary>
internal static class ZenFields
{
    public static WireMap Map { get; } = WireMap.Of(
    [
        Structure("object", "always \"list\""),
        Structure("data", "the rows, all of them: it does not page"),
    ],
    [
        Structure("id", "the native id"),
        Structure("object", "always \"model\""),
        Structure("created", "the gateway's clock when it answers: of the answer, and another at each"),
        Text("owned_by", "owned_by"),
    ]);
}
