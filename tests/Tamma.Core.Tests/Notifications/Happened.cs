using System.Text;
using Microsoft.Extensions.Time.Testing;
using Tamma.Catalog;
using Tamma.Core.Tests.Search;
using Tamma.Events;
using Tamma.Notifications.Filtering;
using Xunit;

namespace Tamma.Core.Tests.Notifications;

/// <summary>Events and a catalogue for filters to be asked of.</summary>
internal static class Happened
{
    public static readonly DateTimeOffset Now = new(2026, 7, 1, 12, 0, 0, TimeSpan.Zero);
    public static readonly Guid Log = new("01990000-0000-7000-8000-000000000000");

    /// <param name="what">Type and key: <c>model_updated openai/gpt-5</c>; a provider alone has no slash.</param>
    public static EventEnvelope Event(string what, string data = "{}", Cause cause = Cause.Provider, long position = 7, string? actor = null, string? connection = null, Severity severity = Severity.Info)
    {
        var (type, key) = what.Split(' ', 2) is [var left, var right] ? (left, right) : (what, "");
        var slash = key.IndexOf('/', StringComparison.Ordinal);
        return new(position, Log, new()
        {
            Id = Guid.CreateVersion7(Now),
            Type = type,
            OccurredAt = Now,
            Provider = key.Length == 0 ? null : slash < 0 ? key : key[..slash],
            ModelId = slash < 0 ? null : key[(slash + 1)..],
            Connection = connection,
            Actor = actor,
            Cause = cause,
            Severity = severity,
            Data = Encoding.UTF8.GetBytes(data),
        });
    }

    public static EventRows Rows(CatalogSnapshot? snapshot = null)
    {
        var catalog = new CurrentCatalog(null!);
        if (snapshot is not null)
        {
            catalog.Swap(snapshot);
        }

        return new(catalog, new FakeTimeProvider(Now));
    }

    public static EventRows Rows(SearchWorld world) => Rows(world.Snapshot());

    public static EventFilter Filter(string text)
    {
        var parse = EventFilter.Parse(text);
        Assert.True(parse.Error is null, $"{text}: {parse.Error}");
        return parse.Filter!;
    }

    public static bool Is(string filter, EventEnvelope envelope, SearchWorld? world = null) => Filter(filter).Matches(Rows(world?.Snapshot()).Of(envelope));
}
