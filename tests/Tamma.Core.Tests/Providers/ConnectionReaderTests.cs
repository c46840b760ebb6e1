using System.Collections.Immutable;
using Tamma.Providers;
using Tamma.Security;
using Xunit;

namespace Tamma.Core.Tests.Providers;

/// <summary>What somebody asks for → a connection, or all that is wrong with it.</summary>
public sealed class ConnectionReaderTests
{
    private static readonly ConnectionReader s_reader = new(ProviderTypes.All);

    private static readonly ConnectionDraft s_good = new() { Id = "workshop", Type = "openai_compatible", Url = "https://api.example.com/v1" };

    private static readonly ConnectionOptions s_known = new()
    {
        Id = "openai",
        Type = "openai_compatible",
        Provider = "openai",
        Url = new("https://api.openai.com/v1"),
        Interval = TimeSpan.FromHours(1),
        Credential = CredentialReference.Environment("OPENAI_API_KEY"),
    };

    [Fact]
    public void What_is_left_out_has_its_default()
    {
        var connection = s_reader.Read(s_good, known: null, out var wrong);

        Assert.Empty(wrong);
        Assert.Equal(("workshop", TimeSpan.FromHours(1), true, null), (connection!.Provider, connection.Interval, connection.Bills, connection.Credential));
    }

    [Fact]
    public void A_known_connection_needs_no_more_than_its_id() =>
        Assert.Equal((s_known.Url, "openai_compatible", s_known.Credential), s_reader.Read(new() { Id = "openai" }, s_known, out _) is { } read ? (read.Url, read.Type, read.Credential) : default);

    [Fact]
    public void A_known_key_does_not_go_to_an_address_that_somebody_typed_in() =>
        Assert.Null(s_reader.Read(new() { Id = "openai", Url = "https://elsewhere.example/v1" }, s_known, out _)!.Credential);

    [Theory]
    [InlineData("http://169.254.169.254/v1", "metadata")]
    [InlineData("http://metadata.google.internal/", "metadata")]
    [InlineData("https://me:word@example.com/v1", "user or password")]
    [InlineData("https://example.com/v1?api_key=abc", "'api_key'")]
    [InlineData("file:///etc/passwd", "begins with http:// or https://")]
    [InlineData("stdio:uvx", "names a program")]
    [InlineData("nowhere", "begins with http:// or https://")]
    public void An_address_that_is_never_asked_is_refused(string url, string because)
    {
        Assert.Null(s_reader.Read(s_good with { Url = url, MayNameProgram = true }, known: null, out var wrong));
        Assert.Contains(because, Assert.Single(wrong, mistake => mistake.Member == "url").What, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("canonical", "workshop", "id")]
    [InlineData("workshop", "canonical", "provider")]
    [InlineData("workshop", "Canonical", "provider")]
    public void The_name_of_the_canonical_rows_is_nobody_elses(string id, string provider, string member)
    {
        Assert.Null(s_reader.Read(s_good with { Id = id, Provider = provider }, known: null, out var wrong));
        Assert.Contains("stands for", Assert.Single(wrong, mistake => mistake.Member == member).What, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("sk-0123456789")]
    [InlineData("env:sk-0123456789")]
    [InlineData("file:keys/openai")]
    public void A_key_itself_is_refused_and_not_repeated(string credential)
    {
        Assert.Null(s_reader.Read(s_good with { Credential = credential }, known: null, out var wrong));
        Assert.DoesNotContain("0123456789", string.Join(' ', wrong), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Authorization", "x")]
    [InlineData("X-Api-Key", "x")]
    [InlineData("X-Any", "Bearer x")]
    [InlineData("X Any", "x")]
    [InlineData("X-Any", "a\nb")]
    public void A_header_that_carries_a_key_or_breaks_a_request_is_refused(string name, string value) =>
        Assert.Null(s_reader.Read(s_good with { Headers = ImmutableDictionary<string, string>.Empty.Add(name, value) }, known: null, out _));

    [Theory]
    [InlineData("")]
    [InlineData("Workshop")]
    [InlineData("a/b")]
    [InlineData("-a")]
    [InlineData("test")]
    [InlineData("sim-openai")]
    public void An_id_that_is_none_or_stands_for_something_else_is_refused(string id)
    {
        Assert.Null(s_reader.Read(s_good with { Id = id }, known: null, out var wrong));
        Assert.Equal("id", Assert.Single(wrong).Member);
    }

    [Fact]
    public void A_setting_that_its_type_does_not_take_is_refused_with_the_nearest_name()
    {
        var reader = new ConnectionReader([new("t", "For a test.", (_, _) => throw new NotSupportedException()) { Settings = ImmutableSortedDictionary<string, string>.Empty.Add("organization", "") }]);

        Assert.Null(reader.Read(s_good with { Type = "t", Settings = ImmutableDictionary<string, string>.Empty.Add("organisation", "a") }, known: null, out var wrong));

        Assert.Equal("settings.organisation: t has no such setting; did you mean organization?", Assert.Single(wrong).ToString());
    }
}
