namespace Tamma.Providers.Http;

/// <summary>
/// Reads what providers say in headers. OpenAI: <c>x-ratelimit-{limit,remaining,reset}-{requests,tokens}</c>, resets as durations.
/// Anthropic: <c>anthropic-ratelimit-*-{limit,remaining,reset}</c>, resets as RFC 3339. OpenRouter: <c>X-RateLimit-*</c>, the reset in
/// epoch milliseconds or seconds. GitHub: <c>x-quota-snapshot-*</c>, a query string. What is not understood is unknown, never zero.
/// </summary>
internal static class RateLimitHeaders
{
    private const string OpenAi = "x-ratelimit-";
    private const string Anthropic = "anthropic-ratelimit-";
    private const string GitHub = "x-quota-snapshot-";
    private const int MostLimits = 16;
    private const int LongestName = 48;

    private static readonly string[] s_requestIds = ["request-id", "x-request-id", "x-github-request-id", "x-goog-request-id", "cf-ray"];

    /// <param name="headers">Each header once, several values joined by commas; case does not matter.</param>
    /// <param name="now">What waits and durations count from.</param>
    public static AnswerSignals Read(IEnumerable<KeyValuePair<string, string>> headers, DateTimeOffset now)
    {
        var limits = new SortedDictionary<string, RateLimit>(StringComparer.Ordinal);
        var known = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (header, value) in headers)
        {
            var name = header.ToLowerInvariant();
            known[name] = value;
            if (name.StartsWith(OpenAi, StringComparison.Ordinal))
            {
                var (part, subject) = name[OpenAi.Length..].IndexOf('-', StringComparison.Ordinal) is >= 0 and var dash
                    ? (name[OpenAi.Length..][..dash], name[(OpenAi.Length + dash + 1)..])
                    : (name[OpenAi.Length..], "requests");
                Set(limits, subject, part, value, now);
            }
            else if (name.StartsWith(Anthropic, StringComparison.Ordinal) && name.LastIndexOf('-') is var last && last > Anthropic.Length)
            {
                Set(limits, name[Anthropic.Length..last], name[(last + 1)..], value, now);
            }
            else if (name.StartsWith(GitHub, StringComparison.Ordinal) && Snapshot(NameOf(name[GitHub.Length..]), value) is { } quota)
            {
                limits[quota.Name] = quota;
            }
        }

        return new()
        {
            Limits = [.. limits.Values.Take(MostLimits)],
            RetryAfter = RetryAfter(known, now),
            Deprecated = HeaderTimes.Structured(known.GetValueOrDefault("deprecation")) ?? HeaderTimes.Http(known.GetValueOrDefault("deprecation")),
            Sunset = HeaderTimes.Http(known.GetValueOrDefault("sunset")),
            DeprecationLink = Link(known.GetValueOrDefault("link")),
            RequestId = s_requestIds.Select(known.GetValueOrDefault).FirstOrDefault(IsToken),
        };
    }

    private static void Set(SortedDictionary<string, RateLimit> limits, string subject, string part, string value, DateTimeOffset now)
    {
        var name = NameOf(subject);
        var before = limits.GetValueOrDefault(name) ?? new(name, null, null, null);
        RateLimit? after = part switch
        {
            "limit" when HeaderTimes.Number(value) is { } number => before with { Limit = number },
            "remaining" when HeaderTimes.Number(value) is { } number => before with { Remaining = number },
            "reset" when HeaderTimes.Reset(value, now) is { } time => before with { ResetsAt = time },
            _ => null,
        };
        if (after is not null && name.Length is > 0 and <= LongestName)
        {
            limits[name] = after;
        }
    }

    /// <summary>GitHub: <c>ent=300&amp;ov=0.0&amp;ovPerm=false&amp;rem=98.5&amp;rst=2026-12-01T00:00:00Z</c>; an entitlement of -1 is none that ends.</summary>
    private static RateLimit? Snapshot(string name, string value)
    {
        var parts = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var part in value.Split('&'))
        {
            if (part.IndexOf('=', StringComparison.Ordinal) is > 0 and var at)
            {
                parts[part[..at]] = Uri.UnescapeDataString(part[(at + 1)..]);
            }
        }

        var entitlement = HeaderTimes.Number(parts.GetValueOrDefault("ent"));
        var left = HeaderTimes.Number(parts.GetValueOrDefault("rem"));
        var reset = HeaderTimes.Rfc3339(parts.GetValueOrDefault("rst"));
        return (entitlement, left, reset) is (null, null, null) || name.Length is 0 or > LongestName ? null : new(name, entitlement > 0 ? entitlement : null, null, reset)
        {
            RemainingPercent = entitlement == -1 ? null : left,
            IsUnlimited = entitlement == -1,
        };
    }

    private static TimeSpan? RetryAfter(Dictionary<string, string> headers, DateTimeOffset now)
    {
        TimeSpan? wait = null;
        if (headers.TryGetValue("retry-after-ms", out var text) && HeaderTimes.Number(text) is { } milliseconds)
        {
            wait = HeaderTimes.Seconds(milliseconds / 1_000);
        }
        else if (headers.TryGetValue("retry-after", out text))
        {
            wait = HeaderTimes.Number(text) is { } seconds ? HeaderTimes.Seconds(seconds) : HeaderTimes.Http(text) - now;
        }

        return wait > TimeSpan.Zero ? wait : null;
    }

    private static string? Link(string? header)
    {
        foreach (var link in (header ?? "").Split(','))
        {
            var parts = link.Split(';', StringSplitOptions.TrimEntries);
            if (parts[0] is ['<', .. var target, '>']
                && Array.Exists(parts, part => string.Equals(part.Replace("\"", "", StringComparison.Ordinal), "rel=deprecation", StringComparison.OrdinalIgnoreCase))
                && Uri.TryCreate(target, UriKind.Absolute, out var url) && url.Scheme is "http" or "https")
            {
                return Addresses.Shown(url);
            }
        }

        return null;
    }

    private static string NameOf(string subject) => new([.. subject.Where(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_').Select(letter => letter == '-' ? '_' : letter)]);

    private static bool IsToken(string? text) => text is { Length: > 0 and <= 128 } && text.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' or '.' or ':' or '/');
}
