using System.Net;
using System.Text;
using System.Text.Json;
using Tamma.Providers;
using Tamma.Providers.Wire;
using Xunit;

namespace Tamma.Core.Tests.Providers;

/// <summary>Every member of every answer that was recorded is accounted for: it feeds a field, it is kept, it has a use, or there is a reason to leave it out.</summary>
public sealed class RecordingTests
{
    /// <summary>Share of a format's table, but one member always may: some have twelve.</summary>
    private const double MostIgnored = 0.05;

    private static readonly (string File, ProviderFault Fault)[] s_errors =
    [
        ("gpustack/2026-02-10-7de414.json", ProviderFault.Unauthorised),
        ("perplexity/2025-07-31-e3b0c4.json", ProviderFault.NotFound),
    ];

    public static TheoryData<string> Lists { get; } = [.. Files().Where(file => !s_errors.Any(error => error.File == file)).DefaultIfEmpty("anthropic/absent.json")];

    public static TheoryData<string, ProviderFault> Errors { get; } = [.. s_errors];

    public static TheoryData<string> Types { get; } = [.. ProviderTypes.All.Where(type => type.Map is not null).Select(type => type.Name)];

    /// <summary>All but the one that starts a program and speaks to it.</summary>
    public static TheoryData<string> TypesOverHttp { get; } = [.. ProviderTypes.All.Where(type => type.Map is not null && type.Name != "zen_mcp").Select(type => type.Name)];

    [Fact]
    public void Every_folder_of_recordings_has_a_type() =>
        Assert.Empty(Folders().Except(RecordedFormat.ByFolder.Keys, StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Lists))]
    public void Every_member_of_a_recording_is_in_the_table_of_its_format(string file)
    {
        var (format, body) = Open(file);
        using var json = JsonDocument.Parse(body);
        var account = new MemberAccount(format.Found.Map!);

        account.Take(json.RootElement, format.Rows);

        Assert.NotEmpty(account.Members);
        Assert.True(!account.Unknown.Any(), $"{file} has members that the table of '{format.Type}' does not know: {string.Join(", ", account.Unknown)}");
    }

    [Theory]
    [MemberData(nameof(Lists))]
    public async Task Every_row_of_a_recording_becomes_a_model_and_nothing_is_unknown(string file)
    {
        var (format, body) = Open(file);
        var answers = RecordedAnswers.For(format, body);
        var listing = await answers.CompleteAsync(format.Connection);
        using var json = JsonDocument.Parse(body);
        var names = json.RootElement.GetProperty(format.Rows).EnumerateArray()
            .Where(row => row.TryGetProperty(format.Id, out _))
            .Select(row => row.GetProperty(format.Id).GetString()![format.Prefix.Length..])
            .ToHashSet(StringComparer.Ordinal);

        Assert.NotEmpty(names);
        Assert.Empty(names.Except(Named(listing), StringComparer.Ordinal));
        Assert.True(listing.UnknownFields.IsEmpty, $"{file}: '{format.Type}' does not know {string.Join(", ", listing.UnknownFields.Keys)}");
    }

    [Theory]
    [MemberData(nameof(Errors))]
    public async Task A_recorded_error_is_the_fault_that_it_was(string file, ProviderFault fault)
    {
        var format = RecordedFormat.Of(file);
        var (status, body) = Corpus.Recorded(file);
        var server = new CannedServer(new() { Attempts = 1 }).Times(100, it => it.Answers((HttpStatusCode)status, Encoding.UTF8.GetString(body)));

        Assert.Equal(fault, (await server.FaultAsync(format.Connection)).Fault);
    }

    [Theory]
    [MemberData(nameof(TypesOverHttp))]
    public async Task A_page_of_HTML_is_never_a_list(string type)
    {
        var format = RecordedFormat.ByFolder.Values.FirstOrDefault(format => format.Type == type) ?? new(type, "https://api.example.com/v1", "data", "id");
        var server = new CannedServer(new() { Attempts = 1 }).Times(100, it => it.Answers("<!doctype html><html><body>Sign in</body></html>"));

        Assert.Equal(ProviderFault.Malformed, (await server.FaultAsync(format.Connection)).Fault);
    }

    [Theory]
    [MemberData(nameof(Types))]
    public void Hardly_anything_is_left_out(string type)
    {
        var map = ProviderTypes.Find(type)!.Map!;
        var all = map.Envelope.Concat(map.Fields).ToArray();
        var ignored = all.Where(field => field.Use is WireUse.Ignored && field.Because != WireField.MayHoldSecrets).ToArray();

        Assert.True(ignored.Length <= Math.Max(1, all.Length * MostIgnored), $"'{type}' leaves out {ignored.Length} of {all.Length} members: {string.Join(", ", ignored.Select(field => field.Path))}");
        Assert.All(all.Where(field => field.Use is not WireUse.Mapped), field => Assert.False(string.IsNullOrWhiteSpace(field.Because), $"'{type}' gives no reason for {field.Path}."));
        Assert.All(all.Where(field => field.Use is WireUse.Mapped), field => Assert.NotEmpty(field.Targets));
    }

    private static IEnumerable<string> Named(Listing.Complete listing) =>
        listing.Claims.Where(claim => !claim.Key.IsProvider).SelectMany(claim => new[] { claim.SourceRef, claim.Key.Id });

    private static (RecordedFormat Format, byte[] Body) Open(string file)
    {
        var (status, body) = Corpus.Recorded(file);
        Assert.Equal(200, status);

        // The recorder has put a mark in the place of every word "global".
        return (RecordedFormat.Of(file), Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(body)
            .Replace("<GOOGLE_CLOUD_LOCATION>", "global", StringComparison.Ordinal)
            .Replace("\\u003CGOOGLE_CLOUD_LOCATION\\u003E", "global", StringComparison.Ordinal)));
    }

    private static IEnumerable<string> Folders() => Corpus.Folders("provider-responses");

    private static IEnumerable<string> Files() =>
        Folders().SelectMany(folder => Corpus.List(Path.Combine("provider-responses", folder)).Select(file => $"{folder}/{file}"));
}
