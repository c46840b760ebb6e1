using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Primitives;

namespace Tamma.Server.Rest;

/// <summary>Strong validators.</summary>
internal static class ETag
{
    private const int Bytes = 12;

    /// <summary>So many bytes need no memory but the stack.</summary>
    private const int Few = 1_024;

    public static string Of(ReadOnlySpan<byte> content)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(content, hash);
        return $"\"{Convert.ToHexStringLower(hash[..Bytes])}\"";
    }

    public static string Of(string content)
    {
        Span<byte> few = stackalloc byte[Few];
        return Encoding.UTF8.TryGetBytes(content, few, out var count) ? Of(few[..count]) : Of(Encoding.UTF8.GetBytes(content));
    }

    /// <summary>Whether the caller has this already. A weak form of a tag counts: the comparison for reads is the weak one.</summary>
    public static bool IsKnown(HttpRequest request, string tag)
    {
        var known = request.Headers.IfNoneMatch;
        return known.Count != 0 && Contains(known, tag);
    }

    private static bool Contains(StringValues known, string tag)
    {
        foreach (var line in known)
        {
            if (line is null)
            {
                continue;
            }

            foreach (var part in line.AsSpan().Split(','))
            {
                var candidate = line.AsSpan()[part].Trim();
                if (candidate is "*" || candidate.SequenceEqual(tag) || (candidate.StartsWith("W/") && candidate[2..].SequenceEqual(tag)))
                {
                    return true;
                }
            }
        }

        return false;
    }

    /// <summary>Sets what a cache must know; true when 304 says it all.</summary>
    public static bool Answer(HttpContext context, string tag)
    {
        var headers = context.Response.Headers;
        headers.ETag = tag;
        headers.CacheControl = "no-cache";
        headers.Vary = "Authorization, X-Api-Key";
        if (!IsKnown(context.Request, tag))
        {
            return false;
        }

        context.Response.StatusCode = StatusCodes.Status304NotModified;
        return true;
    }
}
