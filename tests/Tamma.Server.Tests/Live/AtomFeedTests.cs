using System.Net;
using System.Text;
using System.Xml.Linq;
using Tamma.Events;
using Tamma.Server.Tests.Running;
using Xunit;

namespace Tamma.Server.Tests.Live;

public sealed class AtomFeedTests
{
    private static readonly XNamespace s_atom = "http://www.w3.org/2005/Atom";

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_newest_come_first_each_with_an_id_a_time_and_a_title()
    {
        await using var server = await RunningServer.StartAsync();
        await Happenings.AddAsync(server, 30, cancellationToken: Cancelled);
        await Happenings.AddAsync(server, 1, _ => Happenings.Draft("odd \u0001 <b>&") with { Type = "model_missing", Severity = Severity.Notice }, Cancelled);
        var feed = await ReadAsync(server, "?limit=10");

        Assert.Equal("feed", feed.Name.LocalName);
        Assert.All(new[] { "id", "title", "updated", "author" }, name => Assert.Single(feed.Elements(s_atom + name)));
        Assert.Equal($"{server.Url}/api/v1/changes/feed.atom?limit=10", feed.Elements(s_atom + "link").Single(link => (string?)link.Attribute("rel") == "self").Attribute("href")!.Value);
        var entries = feed.Elements(s_atom + "entry").ToList();
        Assert.Equal(10, entries.Count);
        Assert.All(entries, entry =>
        {
            Assert.True(Guid.TryParse(entry.Element(s_atom + "id")!.Value["urn:uuid:".Length..], out _));
            Assert.True(DateTimeOffset.TryParse(entry.Element(s_atom + "updated")!.Value, System.Globalization.CultureInfo.InvariantCulture, out _));
            Assert.NotEmpty(entry.Element(s_atom + "title")!.Value);
        });
        Assert.Equal("acme/odd \uFFFD <b>&: no longer listed", entries[0].Element(s_atom + "title")!.Value);
        Assert.Equal("acme/m1: cost.input $1.00 → $2.00", entries[1].Element(s_atom + "title")!.Value);
        Assert.Equal(10, entries.Select(entry => entry.Element(s_atom + "id")!.Value).Distinct().Count());
    }

    [Fact]
    public async Task It_is_filtered_and_known_by_its_tag()
    {
        await using var server = await RunningServer.StartAsync();
        await Happenings.AddAsync(server, 70, cancellationToken: Cancelled);
        const string Filter = "?filter=model_id%20%3D%20m3";
        Assert.Equal(10, (await ReadAsync(server, Filter)).Elements(s_atom + "entry").Count());
        using var first = await server.GetAsync("/api/v1/changes/feed.atom" + Filter);
        Assert.Equal("application/atom+xml", first.Content.Headers.ContentType!.MediaType);

        using var again = server.Request(HttpMethod.Get, "/api/v1/changes/feed.atom" + Filter);
        again.Headers.IfNoneMatch.Add(first.Headers.ETag!);
        using (var known = await server.Http.SendAsync(again, Cancelled))
        {
            Assert.Equal(HttpStatusCode.NotModified, known.StatusCode);
        }

        await Happenings.AddAsync(server, 1, cancellationToken: Cancelled);
        using var changed = server.Request(HttpMethod.Get, "/api/v1/changes/feed.atom" + Filter);
        changed.Headers.IfNoneMatch.Add(first.Headers.ETag!);
        using var fresh = await server.Http.SendAsync(changed, Cancelled);
        Assert.Equal(HttpStatusCode.OK, fresh.StatusCode);
    }

    private static async Task<XElement> ReadAsync(RunningServer server, string query)
    {
        using var response = await server.GetAsync("/api/v1/changes/feed.atom" + query);
        return XDocument.Parse(Encoding.UTF8.GetString(await response.Content.ReadAsByteArrayAsync(Cancelled))).Root!;
    }
}
