using System.Text;

namespace Tamma.Notifications.Webhooks;

/// <summary>What is kept of a target's answer: its beginning, as text, and none of our secrets where it sends them back.</summary>
internal static class WebhookAnswer
{
    /// <summary>Shorter header values than this are no secrets, and would be found in any text.</summary>
    private const int ShortestSecret = 6;

    /// <returns>Null where there is nothing to read.</returns>
    public static string? Keep(string body, WebhookRequest request, int most)
    {
        var text = new StringBuilder(body);
        foreach (var (_, value) in request.Headers.Where(header => header.Value.Length >= ShortestSecret))
        {
            text.Replace(value, "…");
            if (value.LastIndexOf(' ') is >= 0 and var space && value.Length - space > ShortestSecret)
            {
                text.Replace(value[(space + 1)..], "…");
            }
        }

        if (request.Url.PathAndQuery.Length > ShortestSecret)
        {
            text.Replace(request.Url.PathAndQuery, "/…");
        }

        for (var i = 0; i < text.Length; i++)
        {
            text[i] = char.IsControl(text[i]) && text[i] is not '\n' ? ' ' : text[i];
        }

        var kept = text.ToString().Trim();
        return kept.Length == 0 ? null : kept.Length <= most ? kept : string.Concat(kept.AsSpan(0, most), "…");
    }
}
