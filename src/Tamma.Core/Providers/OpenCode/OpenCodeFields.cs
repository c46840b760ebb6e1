using Tamma.Providers.Wire;
using static Tamma.Providers.Wire.Member;

namespace Tamma.Providers.OpenCode;

/// <summary>
/// What <see cref="OpenCodeModel"/> reads, said once more for docs/providers.md: that answer has eight thousand rows and is read by hand
/// for speed. A test holds that what is set on a sample is what stands here.
/// </summary>
internal static class OpenCodeFields
{
    public static WireMap Map { get; } = WireMap.Of(
    [
        Structure("all", "the providers"),
        Structure("all[].id", "the provider's id"),
        Structure("all[].name", "the name on the provider's own row"),
        Structure("all[].env", "the variables on the provider's own row"),
        Structure("all[].models", "its rows, by native id"),
        Structure("connected", "which providers can be called through this server: their rows are offers"),
        Ignored("all[].source", "how this server came by the provider, which is no fact of it"),
        Secret("all[].key"),
        Secret("all[].options"),
        Secret("all[].headers"),
        Ignored("default", "which model this server's user gets first, a choice of the user"),
    ],
    [
        Structure("id", "the native id once more"),
        Structure("providerID", "the provider's id once more"),
        Text("api.id", "api.id"),
        Text("api.url", "api.url"),
        Text("api.npm", "api.npm"),
        Text("name", "name"),
        Text("family", "family"),
        Flag("capabilities.temperature", "temperature"),
        Flag("capabilities.reasoning", "reasoning"),
        Flag("capabilities.attachment", "attachment"),
        Flag("capabilities.toolcall", "tool_call"),
        Words("capabilities.input", "modalities.input"),
        Words("capabilities.output", "modalities.output"),
        Flag("capabilities.interleaved", "interleaved"),
        Text("capabilities.interleaved.field", "interleaved.field"),
        Price("cost.input", "cost.input"),
        Price("cost.output", "cost.output"),
        Price("cost.cache.read", "cost.cache_read"),
        Price("cost.cache.write", "cost.cache_write"),
        Json("cost.tiers", "cost.tiers"),
        Price("cost.experimentalOver200K.input", "cost.context_over_200k.input"),
        Price("cost.experimentalOver200K.output", "cost.context_over_200k.output"),
        Price("cost.experimentalOver200K.cache.read", "cost.context_over_200k.cache_read"),
        Price("cost.experimentalOver200K.cache.write", "cost.context_over_200k.cache_write"),
        Limit("limit.context", "limit.context"),
        Limit("limit.input", "limit.input"),
        Limit("limit.output", "limit.output"),
        Text("status", "status"),
        Date("release_date", "release_date"),
        Words("variants", "variants"),
        Secret("options"),
        Secret("headers"),
        Secret("key"),
    ]);
}
