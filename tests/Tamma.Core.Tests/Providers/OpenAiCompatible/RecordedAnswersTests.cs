using System.Net;
using System.Text.Json;
using Tamma.Catalog;
using Tamma.Providers;
using Xunit;

namespace Tamma.Core.Tests.Providers.OpenAiCompatible;

/// <summary>Answers that real servers gave, recorded over a year.</summary>
public sealed class RecordedAnswersTests
{
    public static TheoryData<string> Readable { get; } = [.. Files("openai", "ollama-openai-compat", "deepseek", "xai", "mistral", "openrouter")];

    public static TheoryData<string> GpuStack { get; } = [.. Files("gpustack")];

    [Theory]
    [MemberData(nameof(Readable))]
    public async Task Every_model_of_a_recorded_answer_is_there(string file)
    {
        var (status, body) = Corpus.Recorded(file);
        var listing = await new CannedServer().Answers(body).CompleteAsync(Connections.OpenAi());
        using var plain = JsonDocument.Parse(body);
        var ids = plain.RootElement.GetProperty("data").EnumerateArray().Select(item => item.GetProperty("id").GetString()!).ToList();

        Assert.Equal(200, status);
        Assert.NotEmpty(ids);
        Assert.Equal(ids.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal), listing.Claims.Select(claim => claim.Key.Id));
        Assert.All(listing.Claims, claim => Assert.Equal((ClaimKind.Offer, "openai", claim.Key.Id), (claim.Kind, claim.Key.Provider, claim.SourceRef)));
        Assert.Equal(ids.Count - listing.Claims.Length, listing.Rules.GetValueOrDefault("duplicate_id") + listing.Rules.GetValueOrDefault("duplicate_id_differs"));
    }

    [Theory]
    [MemberData(nameof(GpuStack))]
    public async Task What_is_no_list_of_OpenAis_form_is_refused(string file)
    {
        var (status, body) = Corpus.Recorded(file);
        var server = new CannedServer().Answers((HttpStatusCode)status, System.Text.Encoding.UTF8.GetString(body));

        Assert.Equal(status == 401 ? ProviderFault.Unauthorised : ProviderFault.Malformed, (await server.FaultAsync()).Fault);
    }

    [Fact]
    public async Task OpenRouters_prices_are_exact_for_a_million_tokens()
    {
        var (_, body) = Corpus.Recorded("openrouter/2026-02-10-511241.json");
        var listing = await new CannedServer().Answers(body).CompleteAsync(Connections.OpenAi());
        using var plain = JsonDocument.Parse(body);

        foreach (var item in plain.RootElement.GetProperty("data").EnumerateArray())
        {
            var claim = Assert.Single(listing.Claims, claim => claim.Key.Id == item.GetProperty("id").GetString());
            var prompt = decimal.Parse(item.GetProperty("pricing").GetProperty("prompt").GetString()!, System.Globalization.CultureInfo.InvariantCulture);
            Assert.Equal(prompt < 0 ? null : prompt * 1_000_000, claim.Value("cost.input")?.AsNumber());
            Assert.Equal(item.GetProperty("context_length").GetDecimal(), claim.Value("limit.context")?.AsNumber());
            Assert.Equal(item.GetProperty("name").GetString(), claim.Value("name")?.AsText());
        }
    }

    [Fact]
    public async Task OpenAis_own_list_has_nothing_that_we_do_not_know()
    {
        var listing = await new CannedServer().Answers(Corpus.Recorded("openai/2026-01-16-2775e0.json").Body).CompleteAsync(Connections.OpenAi());

        Assert.Empty(listing.UnknownFields);
        Assert.Equal(119, listing.Claims.Length);
    }

    [Fact]
    public async Task Azures_list_says_what_is_left_and_until_when()
    {
        var listing = await new CannedServer().Answers(Corpus.Recorded("azure-foundry/2026-02-10-f714cc.json").Body).CompleteAsync(Connections.OpenAi());

        Assert.Equal("capabilities.<GOOGLE_CLOUD_LOCATION>_fine_tune", Assert.Single(listing.UnknownFields).Key); // the recorder's own doing: "global"
        Assert.All(listing.Claims, claim => Assert.NotNull(claim.Value("status")));
        Assert.DoesNotContain(listing.Claims, claim => claim.Value("shutdown_date")?.AsText() is "2099-12-31");
        Assert.Contains(listing.Claims, claim => claim.Value("shutdown_date") is not null);
    }

    /// <summary>Without the corpus there is one row, by whose name the test is skipped.</summary>
    private static IEnumerable<string> Files(params string[] folders) =>
        folders.SelectMany(folder => Corpus.List(Path.Combine("provider-responses", folder)).DefaultIfEmpty("absent.json").Select(file => $"{folder}/{file}"));
}
