using System.Globalization;

namespace Tamma.Notifications.Live;

/// <summary>A listener fell further behind than events are held for it. It may come again and go on from its position.</summary>
public sealed class ListenerTooSlowException(long position, long behind)
    : Exception(string.Create(CultureInfo.InvariantCulture, $"Too slow: {behind} events behind. Connect again and go on after position {position}."))
{
    /// <summary>How far it came.</summary>
    public long Position { get; } = position;
}
