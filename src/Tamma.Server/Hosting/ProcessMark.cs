using System.Globalization;
using Tamma.Catalog;
using Tamma.Server.Rest;

namespace Tamma.Server.Hosting;

/// <summary>What goes into a list's validator beside the position: this build, and which connections there are now.</summary>
internal sealed class ProcessMark
{
    private volatile Marked? _last;

    public string Of(CatalogSnapshot snapshot)
    {
        if (_last is { } last && ReferenceEquals(last.Connections, snapshot.Connections))
        {
            return last.Text;
        }

        var parts = snapshot.Connections.Values.OrderBy(view => view.Id, StringComparer.Ordinal)
            .Select(view => string.Create(CultureInfo.InvariantCulture, $"{view.Id},{view.Provider},{view.Simulated},{view.Enabled}"))
            .Prepend(ServerVersion.Build);
        var next = new Marked(snapshot.Connections, ETag.Of(string.Join('|', parts)));
        _last = next;
        return next.Text;
    }

    private sealed record Marked(object Connections, string Text);
}
