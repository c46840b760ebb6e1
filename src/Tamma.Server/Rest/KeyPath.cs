using Microsoft.AspNetCore.Http.Features;
using Tamma.Catalog;

namespace Tamma.Server.Rest;

/// <summary>
/// The one binder of model keys: <c>/api/v1/models/{provider}/{**id}</c>, raw or URL-encoded as a whole or in part. The path as it
/// was sent is decoded once, because what routing hands over no longer tells <c>%2F</c> from <c>%252F</c>.
/// </summary>
internal static class KeyPath
{
    public const string Route = "/{provider}/{**id}";

    public static bool TryRead(HttpContext context, string collection, out ModelKey key)
    {
        var target = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        if (!target.Contains('%', StringComparison.Ordinal))
        {
            var provider = (string?)context.Request.RouteValues["provider"] ?? "";
            var id = (string?)context.Request.RouteValues["id"] ?? "";
            key = new(provider, id);
            return provider.Length is > 0 and <= ModelKey.LongestPart && id.Length is > 0 and <= ModelKey.LongestPart;
        }

        var prefix = $"{ApiEndpoints.Root}/{collection}/";
        var end = target.IndexOf('?', StringComparison.Ordinal);
        var path = end < 0 ? target : target[..end];
        if (path.StartsWith(prefix, StringComparison.OrdinalIgnoreCase))
        {
            return ModelKey.TryParse(Uri.UnescapeDataString(path[prefix.Length..]), out key);
        }

        return ModelKey.TryParse($"{context.Request.RouteValues["provider"]}/{context.Request.RouteValues["id"]}", out key);
    }

    public static Problem Invalid { get; } =
        ProblemKind.InvalidKey.Because("A model's key is provider/id, for example openrouter/anthropic/claude-opus-4.8; neither part may be empty or longer than 512 characters.");
}
