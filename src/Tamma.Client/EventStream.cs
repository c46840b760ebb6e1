namespace Tamma.Client;

/// <summary>Reads server-sent events (WHATWG HTML §9.2.6) as lines come: events, and comments as events without a name.</summary>
internal sealed class EventStream(Stream body) : IDisposable
{
    private readonly StreamReader _lines = new(body);

    /// <summary>The id of the last event that had one.</summary>
    public string? LastId { get; private set; }

    /// <summary>The pause before connecting again, where the server stated one.</summary>
    public TimeSpan? Retry { get; private set; }

    /// <returns>The next event, null at the end. An event that the end cuts off is none. A heartbeat has an empty name and no data.</returns>
    public async Task<(string Name, string Data)?> NextAsync(CancellationToken cancellationToken)
    {
        var (name, id) = ("message", LastId);
        List<string> data = [];
        while (await _lines.ReadLineAsync(cancellationToken).ConfigureAwait(false) is { } line)
        {
            if (line.Length is 0)
            {
                LastId = id;
                if (data.Count > 0)
                {
                    return (name, string.Join('\n', data));
                }

                name = "message";
                continue;
            }

            if (line[0] is ':')
            {
                return ("", "");
            }

            var colon = line.IndexOf(':', StringComparison.Ordinal);
            var (field, value) = colon < 0 ? (line, "") : (line[..colon], line[(colon + 1)..]);
            value = value.StartsWith(' ') ? value[1..] : value;
            switch (field)
            {
                case "data":
                    data.Add(value);
                    break;
                case "event":
                    name = value;
                    break;
                case "id" when !value.Contains('\0', StringComparison.Ordinal):
                    id = value;
                    break;
                case "retry" when int.TryParse(value, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var milliseconds):
                    Retry = TimeSpan.FromMilliseconds(milliseconds);
                    break;
                default:
                    break;
            }
        }

        return null;
    }

    public void Dispose() => _lines.Dispose();
}
