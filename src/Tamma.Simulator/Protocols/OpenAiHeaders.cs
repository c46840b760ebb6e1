using System.Globalization;

namespace Tamma.Simulator.Protocols;

/// <summary>The headers of OpenAI itself. Those that are compatible with it send none of them.</summary>
internal static class OpenAiHeaders
{
    public static void Add(IHeaderDictionary headers, Ask ask)
    {
        headers["x-request-id"] = ask.RequestId;
        headers["openai-organization"] = "sim-organization";
        headers["openai-version"] = "2020-10-01";
        headers["openai-processing-ms"] = (5 + (ask.Number % 90)).ToString(CultureInfo.InvariantCulture);
        foreach (var (name, limit, each, reset) in (ReadOnlySpan<(string, long, long, string)>)[("requests", Limits.Requests, 1, "12ms"), ("tokens", Limits.Tokens, 40, "6m0s")])
        {
            headers[$"x-ratelimit-limit-{name}"] = Limits.Text(limit);
            headers[$"x-ratelimit-remaining-{name}"] = Limits.Text(Limits.Left(ask, limit, each));
            headers[$"x-ratelimit-reset-{name}"] = reset;
        }
    }
}
